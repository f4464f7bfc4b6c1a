import { expect, it } from 'vitest';
import { findingsIn } from '../../test/broken-rules.ts';
import { doorsWriteThroughVerbs } from './doors-write-through-verbs.ts';

const DOOR = 'packages/server/src/graphql/cards/card.mutations.ts';

it.each([
  [DOOR, 'ctx.prisma.card.create({ data });', 1],
  [DOOR, 'tx.card.updateMany({ data });', 1],
  [DOOR, 'domain.tx?.card.delete({ where });', 1],
  [DOOR, 'prisma.$executeRaw`UPDATE "Card"`;', 1],
  [DOOR, 'ctx.prisma.$transaction(work);', 1],
  [DOOR, 'ctx.prisma.card.findMany({ ...query });', 0],
  [DOOR, 'hash.update(text); Object.create(null); cache.delete(id);', 0],
  ['packages/server/src/weixin/cards.routes.ts', 'prisma.card.upsert({});', 1],
  ['packages/server/src/domain/cards/create-card.ts', 'tx.card.create({ data });', 0],
])('finds writes past the verbs in %s: %s', (path, text, expected) => {
  expect(findingsIn(doorsWriteThroughVerbs, path, text)).toBe(expected);
});
