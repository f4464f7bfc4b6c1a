/** A number in groups of four, as people read it out. */
export const spacedCode = (value: string): string => value.replace(/(.{4})(?=.)/g, '$1 ');

/** What was typed or scanned without what people and scanners put between: spaces, hyphens, line ends. */
export const cleanCode = (typed: string): string => typed.replace(/[\s\u200b-]+/g, '');
