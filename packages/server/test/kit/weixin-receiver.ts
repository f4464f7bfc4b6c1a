import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import wechat, { type Answering, type Asked } from 'wechat';

/** One push that was signed by who knows the token, and opened where it was sealed. */
export type Pushed = {
  message: Record<string, string>;
  query: Record<string, string>;
  xml: string;
  contentType: string;
};

export type WeixinReceiver = {
  url: string;
  pushed: Pushed[];
  /** What becomes of the next POSTs, before pushes are taken again. */
  faults: ((response: ServerResponse) => void)[];
  /** What the address of each POST said, also of those that became faults. */
  queries: Record<string, string>[];
  stop: () => Promise<void>;
};

type Account = { appId: string; token: string; encodingAesKey: string; reply?: string };

/** A back end of a merchant on 127.0.0.1: the npm package `wechat` answers handshakes, checks signatures and opens what is sealed. */
export async function aWeixinReceiver({ appId, token, encodingAesKey, reply = '' }: Account): Promise<WeixinReceiver> {
  const pushed: Pushed[] = [];
  const faults: WeixinReceiver['faults'] = [];
  const queries: WeixinReceiver['queries'] = [];
  const take = wechat({ token, appid: appId, encodingAESKey: encodingAesKey }, (req, res) => {
    const { weixin: message, query, weixin_xml: xml } = req;
    pushed.push({ message, query, xml, contentType: String(req.headers['content-type']) });
    if (reply === '') res.reply('');
    else res.end(reply);
  });
  const server = createServer((req, res) => {
    const query = Object.fromEntries(new URL(`http://receiver${req.url}`).searchParams);
    if (req.method === 'POST') queries.push(query);
    const fault = req.method === 'POST' ? faults.shift() : undefined;
    if (fault) fault(res);
    else take(askedBy(req, query), answering(res), () => void res.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/weixin?site=7`,
    pushed,
    faults,
    queries,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// The package fills in the message before it hands the request on.
const askedBy = (req: IncomingMessage, query: Record<string, string>): Asked => Object.assign(req, { query }) as Asked;
// The package adds `reply` before it hands the answer on.
const answering = (res: ServerResponse): Answering => res as Answering;
// A server that listens on TCP has an address of this kind.
const portOf = (address: unknown): number => (address as AddressInfo).port;
