import type { Foundation } from '../../compose/foundation.ts';
import { explain } from '../failure.ts';
import type { Output } from '../output.ts';
import { withDomain } from '../with-domain.ts';
import { type Check, type Finding, findingOf } from './check.ts';
import { DATABASE_CHECKS } from './database-checks.ts';
import { ROW_CHECKS } from './row-checks.ts';

type Named = Finding & { name: string };

async function look(check: Check, foundation: Foundation): Promise<Named> {
  try {
    return { name: check.name, ...(await check.look(foundation)) };
  } catch (error) {
    // A check that cannot be made is a fault too, and the others still tell something.
    return { name: check.name, ...findingOf('not checked', [explain(error).message]) };
  }
}

async function examine(foundation: Foundation): Promise<Named[]> {
  const findings: Named[] = [];
  for (const check of DATABASE_CHECKS) findings.push(await look(check, foundation));
  // On a database that is not there, or is of another shape, rows can't be judged.
  if (findings.some(({ isFine }) => !isFine)) return findings;
  for (const check of ROW_CHECKS) findings.push(await look(check, foundation));
  return findings;
}

const linesOf = ({ name, isFine, told, faults }: Named): string[] => [
  `${isFine ? 'ok   ' : 'WRONG'} ${name}${isFine ? `: ${told}` : ''}`,
  ...faults.map((fault) => `      ${fault}`),
];

/** Looks whether the installation is sound and changes nothing. Ends with 1 when something is wrong. */
export async function doctor(output: Output): Promise<void> {
  const findings = await withDomain(output, examine, { migrates: false });
  const isFine = findings.every((finding) => finding.isFine);
  output.answer(
    { ok: isFine, checks: findings.map(({ name, isFine: ok, told, faults }) => ({ name, ok, told, faults })) },
    findings.flatMap(linesOf),
  );
  if (!isFine) process.exitCode = 1;
}
