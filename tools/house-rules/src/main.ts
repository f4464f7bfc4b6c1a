// Runs the rules of the house over packages/ and tools/ of the current folder. Exit code 1 when one is broken.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from './all-rules.ts';
import { parse, placeOf } from './rule.ts';
import { filesBelow } from './source-files.ts';

const root = process.cwd();
const paths = ['packages', 'tools']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => filesBelow(root, folder))
  .filter((path) => /\.(tsx?|mjs)$/.test(path));

const broken = paths.flatMap((path) => {
  const unit = parse(path, readFileSync(join(root, path), 'utf8'));
  const rules = allRules.filter((rule) => rule.appliesTo(path));
  return rules.flatMap((rule) =>
    rule.check(unit).map((finding) => `${placeOf(unit, finding)}  ${finding.message}  [${rule.name}]`),
  );
});

for (const line of broken) console.error(line);
console.log(`house rules: ${broken.length} broken in ${paths.length} files`);
process.exitCode = broken.length === 0 ? 0 : 1;
