import { describe, expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { claimCard, findClaimContext } from '../claims/index.ts';
import { acceptGift, giveCode } from '../gifts/index.ts';
import { openOwnCode, tellViews } from './index.ts';

const viewsOf = (ctx: RolledBackContext) =>
  ctx.tx.event.findMany({ where: { merchantId: ctx.merchantId, type: 'code.viewed' } });

/** The same world, in which somebody takes note of views. */
function noting(ctx: RolledBackContext): { ctx: RolledBackContext; noted: string[] } {
  const noted: string[] = [];
  const codes = { ...ctx.ports.codes, noteView: (codeId: string) => void noted.push(codeId) };
  return { ctx: { ...ctx, ports: { ...ctx.ports, codes } }, noted };
}

describe('tellViews', () => {
  it('tells of codes whose card asks for views, in the name of who holds them', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx, { pushesViews: true });
      const quiet = await aCode(ctx);
      await tellViews(ctx, [code.id, quiet.code.id, 'code_unknown']);
      expect(await viewsOf(ctx)).toMatchObject([
        {
          cardId: card.id,
          codeId: code.id,
          openid: 'ann',
          actorKind: 'user',
          actorId: 'ann',
          data: { code: code.value, outerStr: null },
        },
      ]);
    }));

  it('tells the channel that the code came by', () =>
    rolledBack(async (ctx) => {
      const { card } = await aCode(ctx, { pushesViews: true });
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', outerStr: 'till' });
      await tellViews(ctx, [codeId]);
      expect(await viewsOf(ctx)).toMatchObject([{ data: { outerStr: 'till' } }]);
    }));
});

describe('a view', () => {
  it('is none of a code that a friend has now', () =>
    rolledBack(async (outer) => {
      const { ctx, noted } = noting(outer);
      const { code } = await aCode(ctx);
      const { token } = await giveCode(asUser(ctx, 'ann'), { value: code.value });
      await acceptGift(asUser(ctx, 'bob'), { token });
      expect(await openOwnCode(asUser(ctx, 'ann'), { value: code.value })).toMatchObject({ status: 'GIFTED' });
      expect(noted).toEqual([]);
    }));

  it('is noted when a user opens an own code', () =>
    rolledBack(async (outer) => {
      const { ctx, noted } = noting(outer);
      const { code } = await aCode(ctx);
      expect(await openOwnCode(asUser(ctx, 'ann'), { value: code.value })).toMatchObject({ id: code.id });
      expect(await openOwnCode(asUser(ctx, 'bob'), { value: code.value })).toBeNull();
      expect(noted).toEqual([code.id]);
    }));

  it('is noted when a user comes back to the page of a card that they have claimed', () =>
    rolledBack(async (outer) => {
      const { ctx, noted } = noting(outer);
      const { card, code } = await aCode(ctx);
      await findClaimContext(asUser(ctx, 'bob'), card.id);
      expect(noted).toEqual([]);
      await findClaimContext(asUser(ctx, 'ann'), card.id);
      expect(noted).toEqual([code.id]);
    }));
});
