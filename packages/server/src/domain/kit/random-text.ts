const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** So many letters and digits that nobody guesses. `random` gives unguessable bytes. */
export function randomText(random: (byteCount: number) => Buffer, length: number): string {
  let text = '';
  while (text.length < length) {
    // Bytes from 248 on would make the first letters likelier than the last.
    for (const byte of random(length)) if (byte < 248) text += BASE62[byte % 62] ?? '';
  }
  return text.slice(0, length);
}
