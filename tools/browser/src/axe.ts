import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** One broken rule of accessibility, with where it is broken. */
export type Violation = { id: string; help: string; nodes: string[] };

const require = createRequire(import.meta.url);
/** The small build: the same rules, and half as much for each page to read. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type AxeResult = {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
};

/** Breaks of WCAG 2.2 AA and of good practice on the page as it stands, shadow roots included. Ignores the page's own policy. */
export async function violationsOf(page: Page, options: { within?: string } = {}): Promise<Violation[]> {
  // Evaluated over the devtools protocol, so a strict content security policy does not stop it.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const result = await page.evaluate(runAxe, { within: options.within ?? null, tags: TAGS });
  return result.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
}

/** Runs inside the page. */
async function runAxe({ within, tags }: { within: string | null; tags: string[] }): Promise<AxeResult> {
  const { axe: runner } = pageGlobal();
  return runner.run(within ?? 'html', { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });

  // The page's global object has what the source above put there.
  function pageGlobal(): { axe: { run(within: string, options: object): Promise<AxeResult> } } {
    return globalThis as unknown as { axe: { run(within: string, options: object): Promise<AxeResult> } };
  }
}
