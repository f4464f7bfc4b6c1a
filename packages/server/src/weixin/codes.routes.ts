import { redeemabilityOf } from '../domain/redemptions/index.ts';
import { codeAnswer, codeReferenceOf, isAbnormal, wirePathOfCodeCall } from './codes.wire.ts';
import { ok, type Route, switchOf } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

export const codeRoutes: Readonly<Record<string, Route>> = {
  '/card/code/get': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfCodeCall,
    async answer({ ctx, body }) {
      const reference = codeReferenceOf(body);
      const checksConsume = switchOf(body, 'check_consume', true);
      const { code, canRedeem } = await redeemabilityOf(ctx, reference);
      const at = ctx.now();
      if (checksConsume && isAbnormal(code, at)) throw new WireFault(40127);
      return ok(codeAnswer(code, { canConsume: canRedeem, at }));
    },
  },
};
