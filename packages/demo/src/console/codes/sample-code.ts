const DIGITS = '23456789';
const LETTERS = 'KANQUR47HXWE';

/** How a code of a pattern looks: the same each time, so that it does not dance while one types. */
export function sampleCode(pattern: string, charset: string): string {
  const chars = charset === '' ? LETTERS : charset;
  return pattern.replace(/[#*]/g, (mark, index: number) =>
    mark === '#' ? DIGITS.charAt((index * 5 + 3) % DIGITS.length) : chars.charAt((index * 7 + 1) % chars.length),
  );
}

/** The codes of a pasted text: one a line, without empty ones at its ends. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
