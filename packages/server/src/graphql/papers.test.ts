import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INPUT_FAULTS } from '../domain/kit/errors.ts';

// What the papers list for readers of the API is compared with the sources, so that neither grows alone.

const docs = new URL('../../../../docs/', import.meta.url);
const domain = new URL('../domain/', import.meta.url);
const read = (folder: URL, file: string): string => readFileSync(new URL(file, folder), 'utf8');
const rowsOf = (paper: string): string[] =>
  read(docs, paper)
    .split('\n')
    .filter((line) => line.startsWith('| '));

/** Codes of refusals with the number that their class names; empty where the number depends. */
function refusals(): [code: string, weixinCode: string][] {
  const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('errors.ts'));
  const declared = /\bcode = '([A-Z_]+)';(?:\s+override readonly weixinCode = (\w+);)?/g;
  return files.flatMap((file) =>
    [...read(domain, file).matchAll(declared)].map(([, code = '', number = '']): [string, string] => [
      code,
      number === 'null' ? '–' : number,
    ]),
  );
}

describe('docs/domain.md', () => {
  const rows = rowsOf('domain.md');
  const rowOf = (code: string): string => rows.find((row) => new RegExp(`^\\| [^|]*\\b${code}\\b`).test(row)) ?? '';

  it('finds refusals to look for', () => expect(refusals().length).toBeGreaterThan(15));

  it.each(refusals())('lists the refusal %s with its number %s', (code, number) => {
    expect(rowOf(code)).not.toBe('');
    expect(rowOf(code)).toContain(number);
  });

  it.each(Object.entries(INPUT_FAULTS))('lists the fault %s of a value by its number %d', (_fault, number) => {
    expect(rowOf('INVALID_INPUT')).toContain(String(number));
  });
});

describe('docs/api.md', () => {
  const [, listed = ''] = read(domain, 'events/catalogue.ts').split(/EventPayloads = \{|\n\};/);
  const events = [...listed.matchAll(/'([a-z_.]+)': (?:\{([^}]*)\}|[^;]*);/g)].map(
    ([, type = '', fields = '']): [string, string[]] => [
      type,
      [...fields.matchAll(/(\w+):/g)].map(([, name = '']) => name),
    ],
  );
  const rows = rowsOf('api.md').filter((row) => /^\| `[a-z_]+\.[a-z_]+` /.test(row));

  it('finds events to look for', () => expect(events.length).toBeGreaterThan(15));

  it.each(events)('lists the event %s with its data', (type, fields) => {
    const row = rows.find((candidate) => candidate.startsWith(`| \`${type}\` `)) ?? '';
    expect(row).not.toBe('');
    for (const field of fields) expect(row.split('|').at(-2)).toContain(`\`${field}\``);
  });

  it('lists no event that there is not', () => {
    const types = rows.map((row) => row.split('`')[1] ?? '');
    expect(types.toSorted()).toEqual(events.map(([type]) => type).toSorted());
  });
});
