import { describe, expect, it } from 'vitest';
import { asOperator } from '../../../test/kit/people.ts';
import { type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { setFastReview } from './index.ts';

const appIdOf = async ({ tx, merchantId }: RolledBackContext): Promise<string> =>
  (await tx.merchant.findUniqueOrThrow({ where: { id: merchantId } })).appId;

describe('setFastReview', () => {
  it('closes the FAST channel until a time and opens it again, each once', () =>
    rolledBack(async (ctx) => {
      const [operator, appId, closedUntil] = [asOperator(ctx), await appIdOf(ctx), new Date('2036-01-01')];
      for (const until of [closedUntil, closedUntil, null, null])
        expect((await setFastReview(operator, { appId, closedUntil: until })).fastReviewClosedUntil).toEqual(until);
      const events = await ctx.tx.event.findMany({
        where: { merchantId: ctx.merchantId },
        orderBy: { position: 'asc' },
      });
      expect(events.map(({ type, data }) => [type, data])).toEqual([
        ['merchant.fast_review_set', { closedUntil: '2036-01-01T00:00:00.000Z' }],
        ['merchant.fast_review_set', { closedUntil: null }],
      ]);
    }));

  it('refuses an unknown merchant and a time that can not be', () =>
    rolledBack(async (ctx) => {
      const [operator, appId] = [asOperator(ctx), await appIdOf(ctx)];
      await expect(setFastReview(operator, { appId: 'wx0', closedUntil: null })).rejects.toThrow(NotFoundError);
      await expect(setFastReview(operator, { appId, closedUntil: new Date(Number.NaN) })).rejects.toMatchObject({
        field: ['closedUntil'],
      });
    }));

  it('is refused to the merchant itself', () =>
    rolledBack(async (ctx) => {
      await expect(setFastReview(ctx, { appId: await appIdOf(ctx), closedUntil: null })).rejects.toThrow(
        NotAllowedError,
      );
    }));
});
