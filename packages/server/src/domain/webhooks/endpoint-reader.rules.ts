import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { type Actor, SCOPES, type Scope } from '../kit/actor.ts';

type Reading = Pick<WebhookEndpoint, 'id' | 'merchantId' | 'isTest' | 'scopes'>;

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text);

/** Who an endpoint reads events as: its merchant, with the scopes of whoever set it up last. */
export const readerOf = ({ id, merchantId, isTest, scopes }: Reading): Extract<Actor, { kind: 'secretKey' }> => ({
  kind: 'secretKey',
  ...{ id, merchantId, isTest },
  scopes: scopes.filter(isScope),
  storeIds: [],
});
