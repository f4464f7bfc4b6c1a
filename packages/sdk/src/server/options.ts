const OPENID = /^[A-Za-z0-9_-]{1,64}$/;

/** Options come from untyped callers too; each fault names the option. */
export function fail(option: string, wanted: string): never {
  throw new TypeError(`${option}: ${wanted}`);
}

/** The text of an option; refuses anything else, and nothing. */
export function textOf(option: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : fail(option, 'a text that is not empty is required');
}

export function openidOf(value: unknown): string {
  const openid = textOf('openid', value);
  return OPENID.test(openid) ? openid : fail('openid', '1 to 64 of A-Z a-z 0-9 _ - are required');
}

/** A text of at most so many bytes in UTF-8; undefined stays undefined, and so does an empty text. */
export function shortTextOf(option: string, value: unknown, limitBytes: number): string | undefined {
  if (value === undefined || value === '') return undefined;
  const text = textOf(option, value);
  return Buffer.byteLength(text) <= limitBytes ? text : fail(option, `at most ${limitBytes} bytes fit`);
}

export function wholeNumberOf(option: string, value: unknown, range: { from: number; to: number }): number {
  const { from, to } = range;
  const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to;
  return fits ? value : fail(option, `a whole number from ${from} to ${to} is required`);
}

/** Ten digits: milliseconds by mistake do not pass. */
export const secondsOf = (option: string, value: unknown): number =>
  wholeNumberOf(option, value, { from: 0, to: 9_999_999_999 });

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
