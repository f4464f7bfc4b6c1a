import { findUserSignIn, type Root, UnauthenticatedError } from '../../domain/access/index.ts';
import { NotAllowedError } from '../../domain/kit/errors.ts';
import { statusOfCode } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';
import { type Notice, replyNotice } from '../pages/notice.ts';
import { languageOf } from './texts.ts';

/** Does `work`; where the sign-in of `state` is refused, its user reads so on a page that leads to a new one. */
export async function orTellWhy(
  exchange: Exchange,
  root: Root,
  { state, work }: { state: string; work: () => Promise<void> },
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnauthenticatedError) && !(error instanceof NotAllowedError)) throw error;
    const action = await actionFor(exchange, root, state);
    const { tag } = languageOf(exchange);
    replyNotice(exchange, statusOfCode(error.code), { tag, ...wordsFor(exchange, error), action });
  }
}

function wordsFor(exchange: Exchange, error: UnauthenticatedError | NotAllowedError): Notice {
  const { texts } = languageOf(exchange);
  const isStale = error instanceof UnauthenticatedError && error.reason === 'SIGN_IN_STATE';
  if (isStale) return { title: texts.staleTitle, text: texts.stale };
  return { title: texts.refusedTitle, text: texts.refused, detail: error.message };
}

/** A state that we have sealed tells where its user wanted to go, also when it is over. */
async function actionFor(exchange: Exchange, root: Root, state: string): Promise<Notice['action']> {
  const found = await findUserSignIn(root, state);
  if (found === null) return undefined;
  const again = new URLSearchParams({ appId: found.merchant.appId, return_to: found.returnTo });
  return { href: `/identity/sign-in?${again}`, label: languageOf(exchange).texts.again };
}
