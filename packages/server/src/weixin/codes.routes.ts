import {
  checkCodes,
  countDepositedCodes,
  depositCodes,
  replaceCode,
  RotatingCodeExpiredError,
  voidCode,
} from '../domain/codes/index.ts';
import { decryptCodeOnRecord, redeemabilityOf } from '../domain/redemptions/index.ts';
import { codeAnswer, codeReferenceOf, codesOf, isAbnormal, wirePathOfCodeCall } from './codes.wire.ts';
import type { JsonObject } from './kit/read-body.ts';
import { type Call, ok, optionalText, requiredText, type Route, switchOf } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

const post = (answer: (call: Call) => Promise<JsonObject>): Route => ({
  access: 'token',
  methods: ['POST'],
  takes: 'json',
  wirePathOf: wirePathOfCodeCall,
  answer,
});

const cardIdOf = (body: JsonObject): string => requiredText(body, 'card_id', 41012);

/** The new number, under its old spelling too (contract §15.2). */
const newCodeOf = (body: JsonObject): string => optionalText(body, 'new_code') ?? requiredText(body, 'newcode', 41013);

/** Links carry it escaped, and callers forget to undo that (contract §4.3). */
const encryptCodeOf = (body: JsonObject): string => {
  const given = requiredText(body, 'encrypt_code', 41011);
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
};

export const codeRoutes: Readonly<Record<string, Route>> = {
  '/card/code/get': {
    access: 'token',
    methods: ['POST'],
    takes: 'json',
    wirePathOf: wirePathOfCodeCall,
    async answer({ ctx, body }) {
      const reference = codeReferenceOf(body);
      const checksConsume = switchOf(body, 'check_consume', true);
      const { code, canRedeem, refusal } = await redeemabilityOf(ctx, reference);
      const at = ctx.now();
      if (checksConsume && isAbnormal(code, at)) throw new WireFault(40127);
      if (checksConsume && refusal instanceof RotatingCodeExpiredError) throw refusal;
      return ok(codeAnswer(code, { canConsume: canRedeem, at }));
    },
  },
  '/card/code/deposit': post(async ({ ctx, body }) => {
    const order = { cardId: cardIdOf(body), values: codesOf(body) };
    const { added, duplicate, failed } = await depositCodes(ctx, order);
    return ok({ succ_code: added, duplicate_code: duplicate, fail_code: failed.map(({ value }) => value) });
  }),
  '/card/code/getdepositcount': post(async ({ ctx, body }) => {
    const { total } = await countDepositedCodes(ctx, cardIdOf(body));
    return ok({ count: total });
  }),
  '/card/code/checkcode': post(async ({ ctx, body }) => {
    const { existing, missing } = await checkCodes(ctx, { cardId: cardIdOf(body), values: codesOf(body) });
    return ok({ exist_code: existing, not_exist_code: missing });
  }),
  '/card/code/update': post(async ({ ctx, body }) => {
    await replaceCode(ctx, { ...codeReferenceOf(body), newValue: newCodeOf(body) });
    return ok();
  }),
  '/card/code/unavailable': post(async ({ ctx, body }) => {
    await voidCode(ctx, { ...codeReferenceOf(body), reason: optionalText(body, 'reason') });
    return ok();
  }),
  '/card/code/decrypt': post(async ({ ctx, body }) => {
    const { value } = await decryptCodeOnRecord(ctx, { encryptCode: encryptCodeOf(body) });
    return ok({ code: value });
  }),
};
