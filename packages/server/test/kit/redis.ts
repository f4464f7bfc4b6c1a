import { createServer, type Server, type Socket } from 'node:net';
import { listening, type Proxy, proxyTo } from './proxy.ts';

const ORDINARY_PORT = 6379;

/** A Redis that can be cut: the one that KAQUAN_TEST_REDIS_URL names, else a stand-in that knows publishing and nothing more. */
export async function testRedis(): Promise<Proxy> {
  const given = process.env['KAQUAN_TEST_REDIS_URL'];
  if (given) return proxyTo(given, ORDINARY_PORT);
  const standIn = await listening(createStandIn());
  const proxy = await proxyTo(`redis://127.0.0.1:${standIn.port}`, ORDINARY_PORT);
  return {
    ...proxy,
    stop: async () => {
      await proxy.stop();
      await standIn.close();
    },
  };
}

/** Speaks as much of Redis as wake-ups need: PUBLISH, SUBSCRIBE, and what a client asks first. */
function createStandIn(): Server {
  const listeners = new Map<string, Set<Socket>>();
  const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
  const answers: Record<string, (socket: Socket, words: string[]) => string> = {
    INFO: () => bulk('redis_version:7.0.0\r\nloading:0\r\n'),
    SUBSCRIBE: (socket, [channel = '']) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(socket));
      socket.on('close', () => listeners.get(channel)?.delete(socket));
      return `*3\r\n${bulk('subscribe')}${bulk(channel)}:1\r\n`;
    },
    PUBLISH: (_socket, [channel = '', text = '']) => {
      const heard = [...(listeners.get(channel) ?? [])];
      for (const socket of heard) socket.write(`*3\r\n${bulk('message')}${bulk(channel)}${bulk(text)}`);
      return `:${heard.length}\r\n`;
    },
  };
  return createServer((socket) => {
    let waiting = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      waiting += part;
      for (let found = commandIn(waiting); found !== null; found = commandIn(waiting)) {
        waiting = waiting.slice(found.length);
        const [name = '', ...words] = found.words;
        socket.write(answers[name.toUpperCase()]?.(socket, words) ?? '+OK\r\n');
      }
    });
  });
}

/** The first whole command, an array of bulk strings; null: more is to come. */
function commandIn(text: string): { words: string[]; length: number } | null {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return null;
  const words: string[] = [];
  let at = head[0].length;
  for (let nth = 0; nth < Number(head[1]); nth += 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    const start = at + (size?.[0].length ?? 0);
    const end = start + Number(size?.[1]);
    if (size === null || text.length < end + 2) return null;
    words.push(text.slice(start, end));
    at = end + 2;
  }
  return { words, length: at };
}
