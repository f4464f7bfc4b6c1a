import type { Judgement } from '../bar/bar.ts';

/** How a judgement reads in tables and on the page. */
export const verdictText = ({ isMet }: Judgement): 'met' | 'short' | 'unknown' => {
  if (isMet === null) return 'unknown';
  return isMet ? 'met' : 'short';
};

/** Lines below a table; none without a bar. */
export const judgementLines = (judgements: readonly Judgement[]): string[] =>
  judgements.map((one) => `- ${one.level} ${one.asked}: ${one.found} – ${verdictText(one)}`);
