import { redeemCode, setSelfRedemption } from '../domain/redemptions/index.ts';
import { codeReferenceOf, wirePathOfCodeCall } from './codes.wire.ts';
import type { JsonObject } from './kit/read-body.ts';
import { ok, optionalText, requiredText, type Route, switchOf } from './kit/route.ts';

/** The published name is the misspelt one; the right one is taken too (contract §4.6). */
const needsVerificationCodeIn = (body: JsonObject): boolean =>
  switchOf(body, 'need_verify_cod', switchOf(body, 'need_verify_code', false));

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
  '/card/selfconsumecell/set': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: () => 'card_id',
    async answer({ ctx, body }) {
      await setSelfRedemption(ctx, {
        cardId: requiredText(body, 'card_id', 41012),
        isOpen: switchOf(body, 'is_open', false),
        needsVerificationCode: needsVerificationCodeIn(body),
        needsRemarkAmount: switchOf(body, 'need_remark_amount', false),
      });
      return ok();
    },
  },
};
