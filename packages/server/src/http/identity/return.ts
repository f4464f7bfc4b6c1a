import { endUserSignIn, type Root } from '../../domain/access/index.ts';
import { methodNotAllowed } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';
import { replyNothing } from '../reply.ts';
import { browserOf, rememberUser } from './cookies.ts';
import { orTellWhy } from './sign-in-refused.ts';

/**
 * `GET /identity/return?state=&token=`: where a login sends its user back to. The token is used up here, and the user
 * goes on to a clean address.
 */
export async function endSignIn(exchange: Exchange, root: Root): Promise<void> {
  // A HEAD, as a link scanner sends it, must not use the token up.
  if (exchange.req.method !== 'GET') throw methodNotAllowed('GET');
  const { searchParams } = exchange.url;
  const [state, token] = [searchParams.get('state') ?? '', searchParams.get('token') ?? ''];
  await orTellWhy(exchange, root, {
    state,
    work: async () => {
      const ended = await endUserSignIn(root, { state, token, browser: browserOf(exchange) });
      const { merchant, returnTo, seal } = ended;
      exchange.facts.merchantId = merchant.id;
      rememberUser(exchange, root, { appId: merchant.appId, seal });
      replyNothing(exchange, 303, { Location: returnTo, 'Cache-Control': 'no-store' });
    },
  });
}
