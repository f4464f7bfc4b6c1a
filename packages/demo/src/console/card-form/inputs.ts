/** A text as the server takes it; null when nothing was written. */
export const textOf = (text: string): string | null => (text.trim() === '' ? null : text);

/** A whole number; null for anything else. */
export const wholeOf = (text: string): number | null => (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null);
