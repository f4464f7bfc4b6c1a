import { issueAccessToken, issueStableAccessToken, ticketOf } from '../domain/access/index.ts';
import { parseJson, parseParameters, readText } from './kit/read-body.ts';
import { type OpenCall, ok, optionalText, type Route, switchOf } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

const GRANT_TYPE = 'client_credential';
const NUL = '\0';

type Credentials = { appId: string; secret: string };

/** The credentials of a token call, by the order of their numbers: grant type, appid, secret. */
function credentialsOf(read: (name: string) => string | null): Credentials {
  if (read('grant_type') !== GRANT_TYPE) throw new WireFault(40002);
  const appId = read('appid');
  const secret = read('secret');
  if (!appId) throw new WireFault(41002);
  if (!secret) throw new WireFault(41004);
  if (appId.includes(NUL)) throw new WireFault(40013);
  return { appId, secret };
}

const tokenAnswer = (issued: { accessToken: string; expiresInSeconds: number }) => ({
  access_token: issued.accessToken,
  expires_in: issued.expiresInSeconds,
});

/** `GET` or `POST /cgi-bin/token`; a POST may bring its parameters in the query, as a form or as JSON (contract §1.2, §1.9). */
async function answerToken({ root, req, query }: OpenCall) {
  const body = req.method === 'POST' ? parseParameters(await readText(req)) : new URLSearchParams();
  return tokenAnswer(
    await issueAccessToken(
      root,
      credentialsOf((name) => query.get(name) ?? body.get(name)),
    ),
  );
}

/** `POST /cgi-bin/stable_token`: the same token for its lifetime, unless `force_refresh` is true. */
async function answerStableToken({ root, req }: OpenCall) {
  const body = parseJson(await readText(req));
  const credentials = credentialsOf((name) => optionalText(body, name));
  const forceRefresh = switchOf(body, 'force_refresh', false);
  return tokenAnswer(await issueStableAccessToken(root, { ...credentials, forceRefresh }));
}

const TICKET_TYPES: ReadonlyMap<string | null, 'JSAPI' | 'WX_CARD'> = new Map([
  ['jsapi', 'JSAPI'],
  ['wx_card', 'WX_CARD'],
]);

export const accessRoutes: Readonly<Record<string, Route>> = {
  '/cgi-bin/token': { access: 'open', methods: ['GET', 'POST'], answer: answerToken },
  '/cgi-bin/stable_token': { access: 'open', methods: ['POST'], answer: answerStableToken },
  '/cgi-bin/ticket/getticket': {
    access: 'token',
    methods: ['GET'],
    takes: 'nothing',
    async answer({ ctx, query }) {
      const type = TICKET_TYPES.get(query.get('type'));
      if (!type) throw new WireFault(40035, 'type');
      const { ticket, expiresInSeconds } = await ticketOf(ctx, type);
      return ok({ ticket, expires_in: expiresInSeconds });
    },
  },
};
