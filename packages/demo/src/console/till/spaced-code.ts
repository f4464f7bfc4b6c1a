/** How the text of a rotating code begins (issue 7). */
const ROTATING = 'KQ1.';

const isRotating = (value: string): boolean => value.startsWith(ROTATING);

/** A number in groups of four, as people read it out. */
export const spacedCode = (value: string): string => value.replace(/(.{4})(?=.)/g, '$1 ');

/** What was scanned or typed, for a line of a list: of a rotating code the end of its id. */
export function shownCode(value: string): string {
  if (!isRotating(value)) return spacedCode(value);
  return `…${(value.split('.')[1] ?? '').slice(-8)}`;
}

/**
 * What was typed or scanned without what people and scanners put between: spaces, hyphens, line ends. A rotating code
 * is signed as it stands, and keeps each of its signs.
 */
export function cleanCode(typed: string): string {
  const trimmed = typed.trim();
  return isRotating(trimmed) ? trimmed : trimmed.replace(/[\s\u200b-]+/g, '');
}

/** Whether both name the same code; two texts of a rotating code differ, and are of one. */
export function isSameCode(one: string, other: string): boolean {
  if (!isRotating(one) || !isRotating(other)) return one === other;
  return one.split('.')[1] === other.split('.')[1];
}
