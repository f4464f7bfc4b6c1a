import { createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import type { Answer, Api, ServedMerchant } from './server.ts';

export type PublicCaller = (document: string, variables?: object) => Promise<Answer>;

const ORIGIN = 'http://localhost:5173';

/**
 * Calls like a page of the merchant: publishable key, registered document, loopback origin. With an openid like a user
 * of that page.
 */
export function publicCaller(api: Api, merchant: ServedMerchant, openid?: string): PublicCaller {
  return async (text, variables = {}) => {
    const [operation] = await registerOperations(merchant.ctx, { operations: [{ text }] });
    const user =
      openid === undefined ? {} : { 'X-Kaquan-User': (await createUserToken(merchant.ctx, { openid })).token };
    const headers = { Authorization: `Bearer ${merchant.publishableKey}`, Origin: ORIGIN, ...user };
    return api.post('/graphql', { documentId: operation?.hash, variables }, headers);
  };
}
