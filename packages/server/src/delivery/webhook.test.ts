import { BlockList, type LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aReceiver, type Reaction, type Receiver } from '../../test/kit/receiver.ts';
import { createSender, type Sender } from './webhook.ts';

const open: (Receiver | Sender)[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

function allowing(...addresses: string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

type Options = { allowed?: BlockList; lookup?: LookupFunction };

function aSender({ allowed = allowing('127.0.0.1'), ...more }: Options = {}): Sender {
  const sender = createSender({ allowed, ...more });
  open.push(sender);
  return sender;
}

async function receiving(reaction: Reaction = 200): Promise<Receiver> {
  const receiver = await aReceiver(() => reaction);
  open.push(receiver);
  return receiver;
}

const send = (sender: Sender, url: string, { timeoutMs = 10_000, signal = new AbortController().signal } = {}) =>
  sender.send({
    url,
    headers: { 'content-type': 'application/json', 'x-of': 'ours' },
    body: '{"说":1}',
    timeoutMs,
    signal,
  });

/** A name that leads to these addresses, one after the other. */
function leadingTo(...addresses: string[]): LookupFunction {
  let asked = 0;
  return (_name, options, callback) => {
    const address = addresses[Math.min(asked, addresses.length - 1)] ?? '';
    asked += 1;
    const family = address.includes(':') ? 6 : 4;
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

describe('a sender', () => {
  it('posts headers and body, and keeps the begin of the answer', async () => {
    const receiver = await receiving((response) => response.writeHead(202).end(`ok\0${'x'.repeat(5_000)}`));
    expect(await send(aSender(), receiver.url)).toEqual({
      statusCode: 202,
      head: `ok${'x'.repeat(1_021)}`,
      fault: null,
    });
    expect(receiver.calls).toMatchObject([{ text: '{"说":1}', headers: { 'x-of': 'ours', 'content-length': '9' } }]);
  });

  it('follows no redirect', async () => {
    const elsewhere = await receiving();
    const receiver = await receiving((response) => response.writeHead(307, { location: elsewhere.url }).end());
    expect(await send(aSender(), receiver.url)).toEqual({ statusCode: 307, head: '', fault: null });
    expect(elsewhere.calls).toEqual([]);
  });

  it.each<[string, Reaction, string]>([
    ['resets', (_response, socket) => socket.resetAndDestroy(), 'CONNECTION_LOST'],
    ['hangs up', (_response, socket) => socket.destroy(), 'CONNECTION_LOST'],
    ['speaks no HTTP', (_response, socket) => socket.end('hello\r\n\r\n'), 'CONNECTION_LOST'],
    [
      'switches protocols',
      (_response, socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      'CONNECTION_LOST',
    ],
    ['never answers', () => undefined, 'TIMEOUT'],
    ['never ends its answer', (response) => response.writeHead(200).write('a'), 'TIMEOUT'],
  ])('tells of a receiver that %s', async (_name, reaction, fault) => {
    const { url } = await receiving(reaction);
    expect(await send(aSender(), url, { timeoutMs: fault === 'TIMEOUT' ? 300 : 10_000 })).toEqual({
      statusCode: null,
      fault,
    });
  });

  it('listens to an endless answer no longer than it keeps', async () => {
    const { url } = await receiving((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(512)), 5);
      response.on('close', () => clearInterval(timer));
    });
    expect(await send(aSender(), url)).toEqual({ statusCode: 200, head: 'x'.repeat(1_024), fault: null });
  });

  it('tells that nobody listens, that a name leads nowhere, and that it was stopped', async () => {
    const receiver = await receiving(() => undefined);
    const nowhere: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 4);
    const stopper = new AbortController();
    const stopped = send(aSender(), receiver.url, { signal: stopper.signal });
    await expect.poll(() => receiver.calls.length, { timeout: 10_000 }).toBe(1);
    stopper.abort();
    expect(await stopped).toEqual({ statusCode: null, fault: 'ABORTED' });
    await receiver.stop();
    expect(await send(aSender(), receiver.url)).toEqual({ statusCode: null, fault: 'CONNECTION_FAILED' });
    expect(await send(aSender({ lookup: nowhere }), 'http://shop.example/')).toEqual({
      statusCode: null,
      fault: 'NAME_UNKNOWN',
    });
  });
});

describe('a private address', () => {
  const closed = { allowed: new BlockList() };
  const forbidden = { statusCode: null, fault: 'ADDRESS_FORBIDDEN' };

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fd00::1]/',
  ])('is refused: %s', async (url) => {
    const sender = aSender(closed);
    expect(sender.isForbidden(url)).toBe(true);
    expect(await send(sender, url)).toEqual(forbidden);
  });

  it.each(['https://93.184.216.34/', 'https://[2606:2800:220:1::1]/', 'https://shop.example.com/'])(
    'is not %s',
    (url) => expect(aSender(closed).isForbidden(url)).toBe(false),
  );

  it('is refused behind a name', async () => {
    const receiver = await receiving();
    const byName = receiver.url.replace('127.0.0.1', 'localhost');
    expect(await send(aSender(closed), byName)).toEqual(forbidden);
    expect(await send(aSender({ ...closed, lookup: leadingTo('::ffff:10.0.0.1') }), byName)).toEqual(forbidden);
    expect(receiver.calls).toEqual([]);
  });

  it('is refused when a name that led elsewhere before now leads to it', async () => {
    const receiver = await receiving();
    const lookup = leadingTo('127.0.0.1', '127.0.0.2');
    const sender = aSender({ lookup });
    const url = receiver.url.replace('127.0.0.1', 'rebinding.example');
    expect(await send(sender, url)).toMatchObject({ statusCode: 200 });
    expect(await send(sender, url)).toEqual(forbidden);
    expect(receiver.calls).toHaveLength(1);
  });
});
