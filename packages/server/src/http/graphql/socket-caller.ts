import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Credentials, Identity, RequestFacts } from '../../domain/access/index.ts';
import { bearerIn, factsOf, type Identify } from '../caller.ts';
import { cookieOf, SESSION_COOKIE } from '../cookies.ts';
import { badRequest, DoorRefusal } from '../door-refusal.ts';
import { headerOf } from '../exchange.ts';
import { isOwnPage } from '../own-page.ts';

/** The request that opened a socket, and who sent it. */
export type Handshake = { req: IncomingMessage; requestId: string; ip: string };

const text = z.string().max(8_192).nullish();
const paramsSchema = z.object({ authorization: text, userToken: text, csrfToken: text, merchant: text });

/** Answers who speaks on a socket, at each asking anew. `isWrite`: it asks for a change. */
export type SocketCaller = (isWrite: boolean) => Promise<Identity>;

/**
 * Who opened the socket: by what `connection_init` brings, else by the handshake's headers (graphql.md §1).
 * @throws DoorRefusal when the parameters are malformed, or a foreign page would use a session
 */
export function socketCaller(
  { req, ip }: Handshake,
  params: unknown,
  { identify, publicUrl }: { identify: Identify; publicUrl: string },
): SocketCaller {
  const parsed = paramsSchema.safeParse(params ?? {});
  if (!parsed.success) throw badRequest('connection_init: authorization, userToken, csrfToken and merchant are texts');
  const { authorization, userToken, csrfToken, merchant } = parsed.data;
  const bearer = bearerIn(authorization ?? headerOf(req, 'authorization'));
  const sessionToken = bearer === null ? cookieOf(req, SESSION_COOKIE) : null;
  // Browsers send the cookie with every page's handshake, and no preflight asks first.
  if (sessionToken !== null && !isOwnPage(req, publicUrl))
    throw new DoorRefusal(403, 'FORBIDDEN', 'Sessions are for our own pages');
  const credentials: Omit<Credentials, 'isWrite'> = {
    bearer,
    userToken: userToken ?? headerOf(req, 'x-kaquan-user'),
    sessionToken,
    csrfToken: csrfToken ?? null,
  };
  const told = factsOf({ req, ip });
  const facts: RequestFacts = { ...told, merchantAppId: merchant ?? told.merchantAppId };
  return (isWrite) => identify({ ...credentials, isWrite }, facts);
}
