import type { Standing } from '../../figures/standing.ts';
import { numberText } from '../table.ts';
import { escaped } from './escaped.ts';

const ROW = 40;
const BAR_TOP = 20;
const BAR_HEIGHT = 12;

/** Widths are shares of the page, heights are fixed: text keeps its size on a phone. */
export type Chart = {
  title: string;
  standings: readonly Standing[];
  valueOf: (standing: Standing) => number | null;
  unit: string;
};

/** One bar for each target, longest first where more is better. */
export function chartOf({ title, standings, valueOf, unit }: Chart): string {
  const rows = standings.flatMap((standing) => {
    const value = valueOf(standing);
    return value === null || !Number.isFinite(value) ? [] : [{ ...standing, value }];
  });
  if (rows.length === 0) return '';
  const most = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE);
  const bars = rows.map(({ name, title: of, value }, nth) => {
    const top = nth * ROW;
    const width = Math.max(0.3, (value / most) * 100).toFixed(2);
    return [
      `<text x="0" y="${top + 14}">${escaped(of)}</text>`,
      `<text x="100%" y="${top + 14}" text-anchor="end">${numberText(value)}${unit}</text>`,
      `<rect class="bar ${escaped(name)}" x="0" y="${top + BAR_TOP}" width="${width}%" height="${BAR_HEIGHT}" rx="2"/>`,
    ].join('');
  });
  return `<svg role="img" aria-label="${escaped(title)}" height="${rows.length * ROW}">${bars.join('')}</svg>`;
}
