import type { Standing } from '../figures/standing.ts';

type Column = { head: string; text: (standing: Standing, all: readonly Standing[]) => string };

const UNKNOWN = '–';

/** Whole numbers with separators; what is small keeps one decimal. */
export function numberText(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** How many times as fast Kaquan is. */
function ratioText(standing: Standing, all: readonly Standing[]): string {
  const kaquan = all.find(({ name }) => name === 'kaquan');
  return kaquan === undefined ? UNKNOWN : (kaquan.perSecond / standing.perSecond).toFixed(2);
}

const columnsFor = (unit: string): readonly Column[] => [
  { head: '', text: ({ title }) => title },
  { head: '/s', text: ({ perSecond }) => numberText(perSecond) },
  { head: 'p50 ms', text: ({ p50Ms }) => numberText(p50Ms) },
  { head: 'p99 ms', text: ({ p99Ms }) => numberText(p99Ms) },
  { head: `server µs/${unit}`, text: ({ serverMicros }) => numberText(serverMicros) },
  { head: `database µs/${unit}`, text: ({ databaseMicros }) => numberText(databaseMicros) },
  { head: `driver µs/${unit}`, text: ({ driverMicros }) => numberText(driverMicros) },
  { head: 'memory MB', text: ({ memoryMegabytes }) => numberText(memoryMegabytes) },
  { head: 'Kaquan ÷ it', text: ratioText },
];

/** Columns that only this kind of work has. */
const extraColumnsFor = (targets: readonly Standing[]): readonly Column[] =>
  Object.keys(targets[0]?.extras ?? {}).map((head) => ({
    head,
    text: ({ extras }) => numberText(extras?.[head] ?? null),
  }));

type Tabled = { title: string; unit: string; targets: readonly Standing[] };

/** Heads and rows of a table as text. */
export function cellsOf({ title, unit, targets }: Tabled): { heads: string[]; rows: string[][] } {
  const columns = [...columnsFor(unit), ...extraColumnsFor(targets)];
  return {
    heads: columns.map(({ head }, at) => (at === 0 ? title : head)),
    rows: targets.map((standing) => columns.map(({ text }) => text(standing, targets))),
  };
}

/** A table in Markdown whose columns also line up in a terminal. */
export function tableOf(tabled: Tabled): string {
  const { heads, rows } = cellsOf(tabled);
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}
