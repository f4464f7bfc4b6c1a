export type KeywordReply = { keywords: readonly string[]; match: 'EXACT' | 'CONTAINS' };

// People type full-width letters, capitals and spaces where the merchant wrote none.
const normalized = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const isExact = ({ keywords }: KeywordReply, wrote: string): boolean =>
  keywords.some((keyword) => normalized(keyword) === wrote);
const isContained = ({ keywords, match }: KeywordReply, wrote: string): boolean =>
  match === 'CONTAINS' && keywords.some((keyword) => wrote.includes(normalized(keyword)));

/** The replies that answer what a user wrote, best first: those of which it is a keyword, then those whose keyword it holds; in each their order. */
export function matchingReplies<R extends KeywordReply>(replies: readonly R[], text: string): R[] {
  const wrote = normalized(text);
  const exact = replies.filter((reply) => isExact(reply, wrote));
  return [...exact, ...replies.filter((reply) => !exact.includes(reply) && isContained(reply, wrote))];
}
