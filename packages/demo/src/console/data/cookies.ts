/** One cookie of a `document.cookie` text; null when absent. */
export function cookieOf(cookies: string, name: string): string | null {
  const pair = cookies
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1) || null;
}

/** What a write of a session must show (graphql.md §1). */
export const csrfToken = (): string | null => cookieOf(document.cookie, 'kaquan_csrf');
