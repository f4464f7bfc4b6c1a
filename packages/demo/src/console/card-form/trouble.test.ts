import { describe, expect, it } from 'vitest';
import { faultTexts } from './fault.texts.ts';
import { newDraft } from './draft.ts';
import { troubleOf } from './trouble.ts';

const draft = newDraft('2026-11-24', 'key-00000001');
const texts = faultTexts['zh-CN'];
const refusal = (code: string, field: string[]) => ({ code, field, message: `${code}!`, retryable: false });

describe('refusals of the server', () => {
  it('stand at their fields', () => {
    const { faults, others } = troubleOf([refusal('INVALID_INPUT', ['validity', 'until'])], { draft, texts });
    expect(faults).toEqual({ 'validity.until': 'INVALID_INPUT!' });
    expect(others).toEqual([]);
  });
  it('that belong to no field stand above the form', () => {
    expect(troubleOf([refusal('NOT_ALLOWED', [])], { draft, texts })).toEqual({
      faults: {},
      others: ['NOT_ALLOWED!'],
      problem: null,
    });
  });
  it('for a key that made a card before are told in plain words', () => {
    expect(troubleOf([refusal('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'])], { draft, texts }).others).toEqual([
      texts.keyReused,
    ]);
  });
});
