import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const textOf = (path: string): string => readFileSync(resolve(import.meta.dirname, '../../..', path), 'utf8');
const settingsIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

it('shows every setting that the server reads in .env.example', () => {
  const shown = settingsIn(textOf('.env.example'), /^(KAQUAN_[A-Z_]+)=/gm);
  expect(shown).toEqual(
    expect.arrayContaining(settingsIn(textOf('packages/server/src/config.ts'), /\b(KAQUAN_[A-Z_]+):/g)),
  );
});
