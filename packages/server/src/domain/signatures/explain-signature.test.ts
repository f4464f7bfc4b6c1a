import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { another, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { signingSecretOf, ticketOf } from '../access/index.ts';
import { explainSignatureOf, setSignatureForms } from './index.ts';
import { hmacSha256, sha1, sortedPairs, sortedValues } from './signed-text.rules.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const SECONDS = String(NOW.getTime() / 1000);
const CARD = 'card_01JD0000000000000000000000';

type Fields = Record<string, string>;
const signedBy = (values: string[]): string => sha1(values.toSorted().join(''));
const sent = (fields: Fields, signature: string): string => JSON.stringify({ ...fields, signature });

/** A merchant with both tickets and a secret, and the right fields of a claim. */
const doctor = (body: (world: World) => Promise<void>): Promise<void> =>
  rolledBack(async (now) => {
    const ctx = at(now, NOW);
    const { ticket } = await ticketOf(ctx, 'WX_CARD');
    const { ticket: jsapiTicket } = await ticketOf(ctx, 'JSAPI');
    await body({ ctx, ticket, jsapiTicket, secret: await signingSecretOf(ctx) });
  });
type World = {
  ctx: RolledBackContext;
  ticket: string;
  jsapiTicket: string;
  secret: { id: string; secret: string };
};

const FIELDS = { timestamp: SECONDS, nonce_str: 'n0nce', openid: 'ann', code: '1434008071' };
const partOf = async ({ ctx }: World, cardExt: string, cardId = CARD): Promise<string | null> =>
  (await explainSignatureOf(ctx, { form: 'CARD_EXT', cardExt, cardId })).part;

describe('explainSignatureOf a cardExt of the first form', () => {
  it('finds nothing wrong with a good one', () =>
    doctor(async (world) => {
      const signature = signedBy([world.ticket, CARD, ...Object.values(FIELDS)]);
      expect(await partOf(world, sent(FIELDS, signature))).toBeNull();
      const { expectedText } = await explainSignatureOf(world.ctx, {
        form: 'CARD_EXT',
        cardExt: sent(FIELDS, signature),
        cardId: CARD,
      });
      expect(expectedText).not.toContain(world.ticket);
    }));

  const values = Object.values(FIELDS);
  const CORRUPTED: readonly [string, string, (world: World) => string][] = [
    ['the other ticket', 'TICKET', ({ jsapiTicket }) => sent(FIELDS, signedBy([jsapiTicket, CARD, ...values]))],
    ['no card', 'CARD_ID', ({ ticket }) => sent(FIELDS, signedBy([ticket, ...values]))],
    [
      'no openid',
      'OPENID',
      ({ ticket }) => sent(FIELDS, signedBy([ticket, CARD, ...values.filter((one) => one !== 'ann')])),
    ],
    [
      'no code',
      'CODE',
      ({ ticket }) => sent(FIELDS, signedBy([ticket, CARD, ...values.filter((one) => one !== FIELDS.code)])),
    ],
    [
      'no nonce',
      'NONCE',
      ({ ticket }) => sent(FIELDS, signedBy([ticket, CARD, ...values.filter((one) => one !== 'n0nce')])),
    ],
    [
      'a nonce under another name',
      'NONCE',
      ({ ticket }) => {
        const { nonce_str: nonceStr, ...others } = FIELDS;
        return sent({ ...others, nonceStr }, signedBy([ticket, CARD, ...values]));
      },
    ],
    [
      'milliseconds',
      'TIMESTAMP',
      ({ ticket }) =>
        sent(FIELDS, signedBy([ticket, CARD, ...values.map((one) => (one === SECONDS ? `${one}000` : one))])),
    ],
    [
      'the channel signed too',
      'OTHER_VALUE',
      ({ ticket }) => sent({ ...FIELDS, outer_str: 'poster' }, signedBy([ticket, CARD, ...values, 'poster'])),
    ],
    ['no sorting', 'ORDER', ({ ticket }) => sent(FIELDS, sha1([...values.toReversed(), ticket, CARD].join('')))],
    [
      'values joined by &',
      'FORMAT',
      ({ ticket }) => sent(FIELDS, sha1([ticket, CARD, ...values].toSorted().join('&'))),
    ],
    [
      'another algorithm',
      'ALGORITHM',
      ({ ticket }) => {
        const text = [ticket, CARD, ...values].toSorted().join('');
        return sent(FIELDS, createHash('sha256').update(text).digest('hex'));
      },
    ],
    ['capitals', 'SIGNATURE', ({ ticket }) => sent(FIELDS, signedBy([ticket, CARD, ...values]).toUpperCase())],
    ['a made-up signature', 'UNKNOWN', () => sent(FIELDS, 'f'.repeat(40))],
  ];
  it.each(CORRUPTED)('names %s as %s', (_what, part, corrupted) =>
    doctor(async (world) => {
      expect(await partOf(world, corrupted(world))).toBe(part);
    }),
  );

  it('names the card where another one of the merchant was signed, and the user where the claiming one was', () =>
    doctor(async (world) => {
      const { id } = await aCard(world.ctx);
      expect(await partOf(world, sent(FIELDS, signedBy([world.ticket, id, ...values])))).toBe('CARD_ID');
      const others = await aCard(await another(world.ctx));
      expect(await partOf(world, sent(FIELDS, signedBy([world.ticket, others.id, ...values])))).toBe('UNKNOWN');
      const forBob = signedBy([world.ticket, CARD, ...Object.values({ ...FIELDS, openid: 'bob' })]);
      const asked = { form: 'CARD_EXT', cardExt: sent(FIELDS, forBob), cardId: CARD } as const;
      expect((await explainSignatureOf(world.ctx, { ...asked, openid: 'bob' })).part).toBe('OPENID');
    }));

  it('knows a ticket that has ended', () =>
    doctor(async (world) => {
      const later = at(world.ctx, new Date(NOW.getTime() + 3 * 3_600_000));
      await ticketOf(later, 'WX_CARD');
      const cardExt = sent(FIELDS, signedBy([world.ticket, CARD, ...values]));
      expect(await partOf({ ...world, ctx: later }, cardExt)).toBe('TICKET');
    }));

  it('tells how far the clock of the signer is away, and that a form is switched off', () =>
    doctor(async (world) => {
      const cardExt = sent(FIELDS, signedBy([world.ticket, CARD, ...values]));
      const later = at(world.ctx, new Date(NOW.getTime() + 301_000));
      expect(await explainSignatureOf(later, { form: 'CARD_EXT', cardExt, cardId: CARD })).toMatchObject({
        part: 'TIMESTAMP',
        clockSkewSeconds: -301,
      });
      await setSignatureForms(world.ctx, { acceptsCardExtV1: false });
      expect(await partOf(world, cardExt)).toBe('FORM');
    }));
});

describe('explainSignatureOf a cardExt of the second form', () => {
  const fieldsOf = ({ secret }: World): Fields => ({
    ...FIELDS,
    outer_str: 'poster',
    sign_type: 'HMAC-SHA256',
    key_id: secret.id,
  });
  const joined = (fields: Fields): string =>
    sortedPairs(Object.entries(fields).map(([name, value]) => ({ part: 'UNKNOWN', name, value })));

  it('finds nothing wrong with a good one, and names what was changed or left out', () =>
    doctor(async (world) => {
      const fields = fieldsOf(world);
      const sign = hmacSha256(world.secret.secret);
      expect(await partOf(world, sent(fields, sign(joined({ ...fields, card_id: CARD }))))).toBeNull();
      expect(await partOf(world, sent(fields, sign(joined(fields))))).toBe('CARD_ID');
      const { id } = await aCard(world.ctx);
      expect(await partOf(world, sent(fields, sign(joined({ ...fields, card_id: id }))))).toBe('CARD_ID');
      expect(await partOf(world, sent({ ...fields, key_id: 'sig_other' }, sign(joined(fields))))).toBe('KEY_ID');
    }));
});

describe('explainSignatureOf a page and a cardSign', () => {
  it('signs as the vectors of contract §1.4, §1.5 and §1.6 do', () => {
    const pairs = {
      jsapi_ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      noncestr: 'Wm3WZYTPz0wzccnW',
      timestamp: '1414587457',
      url: 'http://mp.weixin.qq.com?params=value',
    };
    const valuesOf = (fields: Fields) =>
      Object.entries(fields).map(([name, value]) => ({ part: 'UNKNOWN', name, value }) as const);
    expect(sha1(sortedPairs(valuesOf(pairs)))).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
    const ticket = 'ojZ8YtyVyr30HheH3CM73y7h4jJE';
    const cardId = 'pjZ8Yt1XGILfi-FUsewpnnolGgZk';
    const ext = { ticket, timestamp: '1404896688', cardId, code: '1434008071', nonce: '123' };
    expect(sha1(sortedValues(valuesOf(ext)))).toBe('f137ab68b7f8112d20ee528ab6074564e2796250');
    const choice = { ticket, app: 'wx0123456789abcdef', timestamp: '1404896688', nonce: '123' };
    expect(sha1(sortedValues(valuesOf({ ...choice, cardId })))).toBe('cb48a787cf78433e70ecf79df1ae55814fa0c269');
    expect(sha1(sortedValues(valuesOf({ ...choice, type: 'GROUPON' })))).toBe(
      'a03881ea3b934b3ecdd7ce2314272cf403a297b7',
    );
  });

  it('names an address with its # part, and takes the one without', () =>
    doctor(async ({ ctx, jsapiTicket }) => {
      const sign = (url: string): string =>
        sha1(`jsapi_ticket=${jsapiTicket}&noncestr=n0nce&timestamp=${SECONDS}&url=${url}`);
      const ask = async (url: string, signature: string): Promise<string | null> =>
        (await explainSignatureOf(ctx, { form: 'PAGE', url, timestamp: SECONDS, nonceStr: 'n0nce', signature })).part;
      const url = 'https://h5.example.cn/?a=1';
      expect(await ask(url, sign(url))).toBeNull();
      expect(await ask(`${url}#top`, sign(`${url}#top`))).toBe('URL');
    }));

  it('names what a cardSign leaves out', () =>
    doctor(async ({ ctx, ticket }) => {
      const cardSign = sha1([ticket, SECONDS, 'n0nce', CARD].toSorted().join(''));
      const asked = { form: 'CARD_SIGN', timestamp: SECONDS, nonceStr: 'n0nce', cardSign, cardId: CARD } as const;
      expect((await explainSignatureOf(ctx, asked)).part).toBe('APP_ID');
    }));
});
