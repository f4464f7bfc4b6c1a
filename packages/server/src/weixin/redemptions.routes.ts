import { redeemCode } from '../domain/redemptions/index.ts';
import { codeReferenceOf, wirePathOfCodeCall } from './codes.wire.ts';
import { ok, optionalText, type Route } from './kit/route.ts';

export const redemptionRoutes: Readonly<Record<string, Route>> = {
  '/card/code/consume': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfCodeCall,
    async answer({ ctx, body }) {
      const outerStr = optionalText(body, 'outer_str');
      const { cardId, openid } = await redeemCode(ctx, { ...codeReferenceOf(body), outerStr });
      return ok({ card: { card_id: cardId }, openid });
    },
  },
};
