import type { Answer, Api, Headers } from './server.ts';

/** A browser as far as a server can tell: it keeps cookies and follows no redirect by itself. */
export type Visitor = {
  get: (path: string, headers?: Headers) => Promise<Answer>;
  /** Sends a form from a page of the server. */
  submit: (path: string, fields: Record<string, string>, headers?: Headers) => Promise<Answer>;
  send: (path: string, init: Sending) => Promise<Answer>;
  /** Name and value of each cookie. */
  cookies: Map<string, string>;
  /** The `Set-Cookie` lines of the last answer. */
  set: () => string[];
};

type Sending = { method?: string; body?: string; headers?: Headers };

export function aVisitor(api: Api): Visitor {
  const cookies = new Map<string, string>();
  let lines: string[] = [];
  const send: Visitor['send'] = async (path, init) => {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await api.send(path, {
      ...init,
      headers: { ...(Cookie === '' ? {} : { Cookie }), ...init.headers },
    });
    lines = answer.headers.getSetCookie();
    for (const line of lines) keep(cookies, line);
    return answer;
  };
  return {
    cookies,
    send,
    set: () => lines,
    get: (path, headers = {}) => send(path, { headers }),
    submit: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: api.url, ...headers },
      }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/Max-Age=0(;|$)/.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
