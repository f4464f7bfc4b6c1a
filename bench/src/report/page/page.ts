import type { Judgement } from '../../bar/bar.ts';
import type { WorkloadResult } from '../../run-workload.ts';
import { factsText } from '../facts.ts';
import type { ScenarioResult } from '../keep-result.ts';
import { cellsOf } from '../table.ts';
import { verdictText } from '../verdict.ts';
import { chartOf } from './chart.ts';
import { escaped } from './escaped.ts';
import { STYLE } from './style.ts';

/** What a chart shows where the rate says nothing: everybody is sent the same. */
const LATENCY_SCENARIOS: ReadonlySet<string> = new Set(['lone', 'subscribe', 'fan-out', 'crowd', 'idle', 'spread']);

/** Kept results as one page: a chart and a table for each, and how Kaquan stands to its bar. */
export function pageOf(results: readonly ScenarioResult[]): string {
  const sections = results.flatMap((result) => result.workloads.map((workload) => sectionOf(result, workload)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaquan: figures</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Kaquan: figures</h1>
<p>Each table is one run of Kaquan beside references on the same machine and the same PostgreSQL, in interleaved rounds. Figures drift with the machine, ratios within a run hold. What is measured, and who takes part: bench/README.md.</p>
${summaryOf(results)}
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function summaryOf(results: readonly ScenarioResult[]): string {
  const rows = results.flatMap(({ workloads }) =>
    workloads.flatMap(({ title, judgements = [] }) =>
      judgements.map((one) => row([title, `${one.level} ${one.asked}`, one.found], verdictCell(one))),
    ),
  );
  if (rows.length === 0) return '';
  const head =
    '<tr><th scope="col">work</th><th scope="col">bar</th><th scope="col">Kaquan</th><th scope="col"></th></tr>';
  return `<section><h2>The bar</h2>${scrolling('The bar', `<table class="bar-table"><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`)}</section>`;
}

const verdictCell = (one: Judgement): string => `<td class="${verdictText(one)}">${verdictText(one)}</td>`;
const row = (cells: readonly string[], more = ''): string =>
  `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}${more}</tr>`;

/** A table may be wider than a phone; who has no pointer scrolls it by keys. */
const scrolling = (label: string, table: string): string =>
  `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(label)}">${table}</div>`;

function sectionOf(result: ScenarioResult, workload: WorkloadResult): string {
  const { title, targets, judgements = [] } = workload;
  const isLatency = LATENCY_SCENARIOS.has(result.scenario);
  const chart = isLatency
    ? chartOf({ title: `${title}: p99`, standings: targets, valueOf: ({ p99Ms }) => p99Ms, unit: ' ms' })
    : chartOf({ title: `${title}: a second`, standings: targets, valueOf: ({ perSecond }) => perSecond, unit: '/s' });
  const lines = judgements.map(
    (one) =>
      `<li>${escaped(`${one.level} ${one.asked}: ${one.found}`)} – <span class="${verdictText(one)}">${verdictText(one)}</span></li>`,
  );
  return `<section>
<h2>${escaped(title)}</h2>
<p class="facts">${escaped(factsText(result)).replace('\n', '<br>')}</p>
<p>${isLatency ? 'p99 in ms: shorter is better.' : 'A second: longer is better.'}</p>
${chart}
${lines.length === 0 ? '' : `<ul>${lines.join('')}</ul>`}
${scrolling(title, tableHtml(workload))}
</section>`;
}

function tableHtml(workload: WorkloadResult): string {
  // The work stands above the table already.
  const { heads, rows } = cellsOf({ ...workload, title: '' });
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table>`;
}
