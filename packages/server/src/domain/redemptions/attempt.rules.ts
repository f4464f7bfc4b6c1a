/** The longest code has 20 characters; what is typed beside it may have spaces and dashes. */
const MOST_CHARACTERS = 64;

/** A number as it was typed, as it is kept: bounded, and without what PostgreSQL can't keep. */
export const valueOnRecord = (typed: string): string =>
  Array.from(typed.slice(0, MOST_CHARACTERS * 2).replaceAll('\0', ''))
    .slice(0, MOST_CHARACTERS)
    .join('')
    .toWellFormed();
