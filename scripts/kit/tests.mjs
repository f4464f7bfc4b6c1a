import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { say } from './progress.mjs';
import { runVisibly } from './run.mjs';
import { listPackages, readJson, ROOT } from './workspace.mjs';

const LIMIT_MS = 20 * 60_000;

function hasTests(folder) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return false;
    return entry.isDirectory() ? hasTests(join(folder, entry.name)) : entry.name.endsWith('.test.ts');
  });
}

function vitestOf(folder) {
  const require = createRequire(join(folder, 'package.json'));
  return join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
}

/** Counts from vitest's report. A file that does not load, or a run that ends badly, is a failure without a test. */
export function countsOf(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

const MESSAGE_LINES = 8;

/** What failed, from vitest's report: file, name of the test and the head of its message, so that the end of a long log tells all. */
export function failuresOf(report, folder) {
  if (report === null) return ['no report was written'];
  return report.testResults.flatMap((file) => {
    const path = relative(folder, file.name);
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [`${path}\n${headOf(file.message)}`] : [];
    return failed.map((test) => `${path} > ${test.fullName}\n${headOf(test.failureMessages.join('\n'))}`);
  });
}

function headOf(message) {
  return String(message ?? '')
    .split('\n')
    .slice(0, MESSAGE_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
}

async function runSuite({ folder, title, args, env, without }) {
  const reportFolder = mkdtempSync(join(tmpdir(), 'kaquan-report-'));
  const reportFile = join(reportFolder, 'report.json');
  say(`\n── ${title}`);
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const excluded = without.map((glob) => `--exclude=${glob}`);
    const exitCode = await runVisibly(process.execPath, [vitestOf(folder), 'run', ...reporters, ...excluded, ...args], {
      cwd: folder,
      env,
      timeoutMs: LIMIT_MS,
    });
    const report = existsSync(reportFile) ? readJson(reportFile) : null;
    const counts = countsOf(report, exitCode);
    return { ...counts, failures: counts.failed === 0 ? [] : failuresOf(report, folder) };
  } finally {
    rmSync(reportFolder, { recursive: true, force: true });
  }
}

/** Only what engines may differ in runs on the given one: races, the schema itself, and lists, which write SQL of their own. */
const SAME_ON_ANY_ENGINE = [
  'src/**',
  'test/launcher/**',
  'test/browser/**',
  'test/http/**',
  'test/weixin/**',
  'test/api/!(lists).test.ts',
  'test/database/embedded-postgres.test.ts',
];

/** One run per package with tests; the server's a second time on the PostgreSQL of KAQUAN_TEST_DATABASE_URL. */
function suites() {
  const { KAQUAN_TEST_DATABASE_URL: given, KAQUAN_TEST_ENGINE_URL: _left, ...env } = process.env;
  const plain = { ...env, NODE_ENV: 'test', ...(given ? { KAQUAN_TEST_DATABASE_URL: given } : {}) };
  return listPackages()
    .filter((one) => hasTests(one.folder))
    .flatMap((one) => {
      const first = { folder: one.folder, title: relative(ROOT, one.folder), env: plain, without: [] };
      if (one.name !== '@kaquan/server' || !given) return [first];
      const again = {
        ...first,
        title: `${first.title}, on the given PostgreSQL, documents not compiled`,
        without: SAME_ON_ANY_ENGINE,
        // With the other executor too: what is compiled must answer as what is not.
        env: { ...plain, KAQUAN_TEST_ENGINE_URL: given, KAQUAN_COMPILE_DOCUMENTS: '0' },
      };
      return [first, again];
    });
}

/** Runs all suites, one after the other; `args` (file name filters and options) go to each. */
export async function runTests(args) {
  const filters = args.length > 0 ? [...args, '--passWithNoTests'] : [];
  let [passed, failed] = [0, 0];
  const failures = [];
  for (const suite of suites()) {
    const counts = await runSuite({ ...suite, args: filters });
    passed += counts.passed;
    failed += counts.failed;
    failures.push(...counts.failures.map((failure) => `${suite.title}: ${failure}`));
  }
  say('');
  for (const failure of failures) say(`FAILED ${failure}`);
  return { passed, failed };
}
