import { Agent, type IncomingMessage, request } from 'node:http';

export type GraphqlCaller = {
  /** Gives `data`; an answer with errors throws. */
  ask: <Data>(query: string, variables: object) => Promise<Data>;
  close: () => void;
};

export type CallerOptions = {
  url: string;
  key: string | null;
  connections: number;
  headers?: Record<string, string>;
};

export const headersFor = (key: string | null): Record<string, string> => ({
  'Content-Type': 'application/json',
  ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
});

/** Plain JSON POSTs over connections that stay open. */
export function graphqlCaller({ url, key, connections, headers: more }: CallerOptions): GraphqlCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port, pathname } = new URL(url);
  const target = { agent, hostname, port, path: pathname, method: 'POST', headers: { ...headersFor(key), ...more } };
  const send = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { ...target.headers, 'Content-Length': Buffer.byteLength(body) };
      const sent = request({ ...target, headers }, (answer) => {
        textOf(answer).then(resolve, reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    ask: async <Data>(query: string, variables: object) => {
      const text = await send(JSON.stringify({ query, variables }));
      const { data, errors } = answerOf<Data>(text);
      if (errors !== undefined || data == null) throw new Error(`The server refused: ${text.slice(0, 500)}`);
      return data;
    },
    close: () => agent.destroy(),
  };
}

function textOf(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => (text += chunk));
    answer.on('error', reject);
    answer.on('end', () => resolve(text));
  });
}

type Answer<Data> = { data?: Data | null; errors?: unknown };
// Each document stands beside the type of its answer, and what counts is checked where it is used.
const answerOf = <Data>(text: string): Answer<Data> => JSON.parse(text) as Answer<Data>;
