import type { Api, Headers } from './server.ts';

/** What a signed-in page sends; writes add the CSRF token. */
export type SignedIn = { headers: Headers };

/** Follows a sign-in link. */
export async function signedInBy(api: Api, signInToken: string): Promise<SignedIn> {
  const cookies = (await api.get(`/session/${signInToken}`)).headers.getSetCookie();
  const csrfToken = /kaquan_csrf=([^;]+)/.exec(cookies.join(' '))?.[1];
  if (csrfToken === undefined) throw new Error('The link opened no session');
  const Cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  return { headers: { Cookie, 'X-Kaquan-CSRF': csrfToken } };
}
