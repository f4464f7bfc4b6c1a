import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUDGETS, measure } from '../scripts/bundle/sizes.mjs';

const report = readFileSync(join(import.meta.dirname, '../size-report.md'), 'utf8');
const sizes: Record<string, { plain: number; gzip: number }> = await measure();

/** gzip of different versions of Node differs by some bytes. */
const TOLERANCE = 0.02;

describe('what pages load', () => {
  it('is nothing of lists and wallets, for a page with one card', () => {
    const script = readFileSync(join(import.meta.dirname, '../dist/cdn/claim.js'), 'utf8');
    expect(script).not.toMatch(/claimAll|kq-claim-list|一键领取|deleteCode|qrName|giftTo|redeemNow|GIFT_GONE/);
  });

  it.each(Object.entries(BUDGETS))('keeps the budget of %s: %i bytes', (name, budget) => {
    expect(sizes[name]?.gzip).toBeLessThanOrEqual(budget);
  });

  it.each(Object.entries(sizes))('is in the report as it is: %s', (name, { plain, gzip }) => {
    const row = report.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
    const [, , reportedPlain, reportedGzip] = row.split('|').map((cell) => Number(cell));
    expect(Math.abs((reportedPlain ?? 0) - plain)).toBeLessThanOrEqual(plain * TOLERANCE);
    expect(Math.abs((reportedGzip ?? 0) - gzip)).toBeLessThanOrEqual(gzip * TOLERANCE);
  });
});
