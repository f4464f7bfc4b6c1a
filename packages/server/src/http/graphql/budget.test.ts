import { describe, expect, it } from 'vitest';
import { createBudgets } from './budget.ts';

function budgets() {
  const clock = { now: 0 };
  const { take } = createBudgets(() => clock.now);
  return { clock, take: (cost: number, credential = 'a') => take(credential, 100, cost) };
}

describe('a budget', () => {
  it('lets a quiet caller spend two seconds at once', () => {
    const { take } = budgets();
    expect(take(200)).toMatchObject({ isTaken: true, maximum: 200, available: 0, restoreRate: 100, retryAfterMs: 0 });
  });

  it('refuses what is more than is left, takes nothing, and tells when to come back', () => {
    const { take } = budgets();
    take(150);
    expect(take(100)).toMatchObject({ isTaken: false, available: 50, retryAfterMs: 500 });
    expect(take(50)).toMatchObject({ isTaken: true, available: 0 });
  });

  it('drips back with time and never above its maximum', () => {
    const { take, clock } = budgets();
    take(200);
    clock.now = 500;
    expect(take(50)).toMatchObject({ isTaken: true, available: 0 });
    clock.now = 60_000;
    expect(take(1)).toMatchObject({ available: 199 });
  });

  it('is one for each credential', () => {
    const { take } = budgets();
    take(200, 'a');
    expect(take(200, 'b').isTaken).toBe(true);
  });
});
