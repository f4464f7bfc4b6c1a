import { expect, it } from 'vitest';
import { eventName, inOrder } from './event-names.ts';

it.each([
  ['card.claimed', 'zh-CN', '卡券已领取'],
  ['card.claimed', 'en', 'Card claimed'],
  ['code.gift_timed_out', 'en', 'Code gift timed out'],
  ['something.new_happened', 'zh-CN', 'Something new happened'],
] as const)('%s in %s is %s', (type, language, name) => {
  expect(eventName(type, language)).toBe(name);
});

it('puts types of cards and codes before all others, and leaves their order else', () => {
  const types = ['key.created', 'code.redeemed', 'store.created', 'card.claimed', 'card.approved'];
  const wanted = ['card.claimed', 'card.approved', 'code.redeemed', 'store.created', 'key.created'];
  expect(inOrder(types)).toEqual(wanted);
});
