import { describe, expect, it } from 'vitest';
import { csrfTokenOf, isCsrfToken, isUseStale } from './session.rules.ts';

describe('the CSRF token of a session', () => {
  it('is the same each time it is derived, and differs between sessions', () => {
    expect(csrfTokenOf('session-a')).toBe(csrfTokenOf('session-a'));
    expect(csrfTokenOf('session-a')).not.toBe(csrfTokenOf('session-b'));
  });

  it('does not show the session token', () => {
    expect(csrfTokenOf('session-a')).not.toContain('session-a');
  });

  it.each<[string | null, boolean]>([
    [csrfTokenOf('session-a'), true],
    [csrfTokenOf('session-b'), false],
    ['session-a', false],
    ['', false],
    [null, false],
  ])('takes %j: %s', (sent, accepted) => {
    expect(isCsrfToken(sent, 'session-a')).toBe(accepted);
  });
});

describe('isUseStale', () => {
  const now = new Date('2026-11-30T04:00:00Z');

  it.each<[string, Date | null, boolean]>([
    ['never noted', null, true],
    ['noted 5 minutes ago', new Date('2026-11-30T03:55:00Z'), true],
    ['noted just less than 5 minutes ago', new Date('2026-11-30T03:55:00.001Z'), false],
  ])('of a use %s', (_what, lastUsedAt, isStale) => expect(isUseStale({ lastUsedAt }, now)).toBe(isStale));
});
