import { Pool } from 'undici';

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

/** Plain JSON POSTs over connections that stay open. What the sender takes of the machine is not there for the server. */
export function graphqlCaller({ url, key, connections, headers: more }: CallerOptions): GraphqlCaller {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const headers = Object.entries({ ...headersFor(key), ...more }).flat();
  const send = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      pool.dispatch(
        { path: pathname, method: 'POST', headers, body },
        {
          // Undici asks handlers of this form to have it.
          onRequestStart: () => undefined,
          onResponseData: (_controller, chunk) => void chunks.push(chunk),
          onResponseEnd: () => resolve(Buffer.concat(chunks).toString('utf8')),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
  return {
    ask: async <Data>(query: string, variables: object) => {
      const text = await send(JSON.stringify({ query, variables }));
      const { data, errors } = answerOf<Data>(text);
      if (errors !== undefined || data == null) throw new Error(`The server refused: ${text.slice(0, 500)}`);
      return data;
    },
    close: () => void pool.destroy(),
  };
}

type Answer<Data> = { data?: Data | null; errors?: unknown };
// Each document stands beside the type of its answer, and what counts is checked where it is used.
const answerOf = <Data>(text: string): Answer<Data> => JSON.parse(text) as Answer<Data>;
