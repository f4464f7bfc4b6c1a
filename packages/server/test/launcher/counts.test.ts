import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, isFresh, remember } from '../../../../scripts/kit/fingerprint.mjs';
import { countsOf, failuresOf } from '../../../../scripts/kit/tests.mjs';

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };

describe('the last line of npm test', () => {
  it.each([
    { what: 'a run in which all pass', files: [passed], tests: [1, 0], exitCode: 0, failed: 0 },
    { what: 'a test that fails', files: [failed], tests: [1, 1], exitCode: 1, failed: 1 },
    { what: 'a file that does not load', files: [passed, broken], tests: [1, 0], exitCode: 1, failed: 1 },
    { what: 'a run that ends badly after its tests', files: [passed], tests: [1, 0], exitCode: 1, failed: 1 },
  ])('counts $what', (run) => {
    const [numPassedTests, numFailedTests] = run.tests;
    const report = { numPassedTests, numFailedTests, testResults: run.files };
    expect(countsOf(report, run.exitCode)).toEqual({ passed: 1, failed: run.failed });
  });

  it('counts a run that left no report as one failure', () => {
    expect(countsOf(null, 137)).toEqual({ passed: 0, failed: 1 });
  });
});

it('the end of npm test names each test that failed, with the head of its message', () => {
  const test = { status: 'failed', fullName: 'the board shows', failureMessages: ['expected 1\nto be 2'] };
  const files = [
    { name: '/here/a.test.ts', ...failed, assertionResults: [passed.assertionResults[0], test] },
    { name: '/here/b.test.ts', ...broken, message: 'cannot load' },
  ];
  expect(failuresOf({ testResults: files }, '/here')).toEqual([
    'a.test.ts > the board shows\n    expected 1\n    to be 2',
    'b.test.ts\n    cannot load',
  ]);
});

it('a second start sees which files have changed since the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-fingerprint-'));
  const stamp = join(folder, '.stamp');
  const print = (): string => fingerprint({ folders: [folder] });
  writeFileSync(join(folder, 'a.ts'), 'one');
  remember(stamp, print());
  expect(isFresh(stamp, print())).toBe(true);
  writeFileSync(join(folder, 'a.ts'), 'two');
  expect(isFresh(stamp, print())).toBe(false);
  rmSync(folder, { recursive: true });
});
