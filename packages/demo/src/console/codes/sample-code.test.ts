import { describe, expect, it } from 'vitest';
import { linesOf, sampleCode } from './sample-code.ts';

describe('the sample of a pattern', () => {
  it('has a digit for each # and a character for each *', () => {
    expect(sampleCode('AB-####-****', '')).toMatch(/^AB-\d{4}-[A-Z\d]{4}$/);
    expect(sampleCode('**', 'xy')).toMatch(/^[xy]{2}$/);
  });
});

describe('pasted codes', () => {
  it('are one a line, whatever ends the lines', () => {
    expect(linesOf('A1\r\n B2 \n\nC3\n')).toEqual(['A1', 'B2', 'C3']);
  });
});
