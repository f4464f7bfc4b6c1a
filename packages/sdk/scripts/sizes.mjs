// Measures what pages load, and writes size-report.md. KB are 1000 bytes, as gzip -9 leaves them.
import { writeFileSync } from 'node:fs';
import { inRoot } from './bundle/options.mjs';
import { measure, reportOf } from './bundle/sizes.mjs';

const report = reportOf(await measure());
writeFileSync(inRoot('size-report.md'), report);
process.stdout.write(report);
