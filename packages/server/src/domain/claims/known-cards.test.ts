import { describe, expect, it } from 'vitest';
import { aContext, type TestContext } from '../../../test/kit/context.ts';
import { aCard } from '../../../test/kit/factories.ts';
import type { Statement } from '../kit/statement.ts';
import { createKnownCards, type KnownCard } from './known-cards.ts';

/** A world that counts how often a card's row is asked for. Its rows stay. */
async function aCountedWorld() {
  const world = await aContext();
  let rows = 0;
  const runStatement: TestContext['runStatement'] = <Row>(statement: Statement) => {
    if (statement.name === 'card_row') rows += 1;
    return world.runStatement<Row>(statement);
  };
  return { ctx: { ...world, runStatement }, rowsAsked: () => rows };
}

async function knownOf(ctx: TestContext, cards: ReturnType<typeof createKnownCards>, id: string): Promise<KnownCard> {
  const known = await cards.find(ctx, id);
  if (known === null) throw new Error('A card that is not there');
  return known;
}

const later = (ctx: TestContext, ms: number): TestContext => {
  const at = new Date(ctx.now().getTime() + ms);
  return { ...ctx, now: () => at };
};

describe('known cards', () => {
  it('forget the one that nobody has asked for longest', async () => {
    const { ctx, rowsAsked } = await aCountedWorld();
    const cards = createKnownCards(2);
    const [a, b, c] = [await aCard(ctx), await aCard(ctx), await aCard(ctx)];
    for (const { id } of [a, b, a, c, a]) await cards.find(ctx, id);
    expect(rowsAsked()).toBe(3);
    await cards.find(ctx, b.id);
    expect(rowsAsked()).toBe(4);
  });

  it('are others once the merchant’s time zone is another', async () => {
    const { ctx } = await aCountedWorld();
    const cards = createKnownCards();
    const known = await knownOf(ctx, cards, (await aCard(ctx)).id);
    expect(await cards.isCurrent(ctx, known)).toBe(true);
    await ctx.prisma.merchant.update({ where: { id: ctx.merchantId }, data: { timeZone: 'Asia/Tokyo' } });
    expect(await cards.isCurrent(ctx, known)).toBe(false);
  });

  it('are asked for their row once in two seconds, however many are refused by them', async () => {
    const { ctx, rowsAsked } = await aCountedWorld();
    const cards = createKnownCards();
    const known = await knownOf(ctx, cards, (await aCard(ctx)).id);
    const before = rowsAsked();
    const ask = (ms: number) => Promise.all(Array.from({ length: 20 }, () => cards.isStill(later(ctx, ms), known)));
    expect(new Set(await ask(0))).toEqual(new Set([true]));
    expect(rowsAsked()).toBe(before);
    expect(new Set([...(await ask(10_000)), ...(await ask(11_000))])).toEqual(new Set([true]));
    expect(rowsAsked()).toBe(before + 1);
    await ctx.prisma.card.update({ where: { id: known.card.id }, data: { title: 'new' } });
    expect(new Set(await ask(20_000))).toEqual(new Set([false]));
    expect(await knownOf(ctx, cards, known.card.id)).toMatchObject({ card: { title: 'new' } });
  });

  it('tell who asks again after a database that was away', async () => {
    const { ctx } = await aCountedWorld();
    const cards = createKnownCards();
    const known = await knownOf(ctx, cards, (await aCard(ctx)).id);
    const away = { ...later(ctx, 10_000), runStatement: () => Promise.reject(new Error('away')) };
    await expect(cards.isStill(away, known)).rejects.toThrow('away');
    expect(await cards.isStill(later(ctx, 10_000), known)).toBe(true);
  });
});
