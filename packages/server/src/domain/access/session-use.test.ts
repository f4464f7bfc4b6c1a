import { describe, expect, it } from 'vitest';
import { asSession } from '../../../test/kit/people.ts';
import { aPhone } from '../../../test/kit/phones.ts';
import { at, rolledBack } from '../../../test/kit/rolled-back.ts';

const NOON = new Date('2026-11-30T04:00:00Z');
const after = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

describe('the last use of a session', () => {
  it('is noted once in five minutes', () =>
    rolledBack(
      async (ctx) => {
        const { sessionToken, staffId } = await aPhone(ctx);
        const noted: (Date | null)[] = [];
        for (const minutes of [0, 4, 6, 10, 11]) {
          await asSession(at(ctx, after(minutes)), sessionToken);
          noted.push((await ctx.tx.session.findFirstOrThrow({ where: { personId: staffId } })).lastUsedAt);
        }
        expect(noted).toEqual([0, 0, 6, 6, 11].map(after));
      },
      { now: NOON },
    ));

  it('is not noted of one that has ended', () =>
    rolledBack(
      async (ctx) => {
        const { sessionToken, staffId } = await aPhone(ctx);
        const late = at(ctx, after(31 * 24 * 60));
        await expect(asSession(late, sessionToken)).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
        expect((await ctx.tx.session.findFirstOrThrow({ where: { personId: staffId } })).lastUsedAt).toEqual(NOON);
      },
      { now: NOON },
    ));
});
