/**
 * A link as it is stored: scheme-less addresses, which old integrations send (`www.qq.com`), are taken as http.
 * Null when it is no http(s) address.
 */
export function normaliseLink(link: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(link) && !/^[^/]*:\d/.test(link) ? link : `http://${link}`;
  if (/[\s<>"]/.test(text) || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}
