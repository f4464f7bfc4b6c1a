import { describe, expect, it } from 'vitest';
import { jsonBody } from './json-body.rules.ts';

const EVENT = {
  id: 'evt_1',
  position: 9n,
  merchantId: 'mer_1',
  sequence: 7n,
  type: 'card.claimed',
  occurredAt: new Date('2026-11-30T08:00:00Z'),
  actorKind: 'secretKey',
  actorId: 'key_1',
  cardId: 'card_1',
  codeId: null,
  storeId: null,
  openid: 'ann',
  data: { code: '123' },
};
const HEAD = {
  type: 'card.claimed',
  id: 'evt_1',
  sequence: 7,
  occurredAt: '2026-11-30T08:00:00.000Z',
  actor: { kind: 'secretKey', id: 'key_1' },
};

describe('the body of an event', () => {
  it('has what was written, and the ids that it is about', () =>
    expect(JSON.parse(jsonBody(EVENT, null))).toEqual({
      ...HEAD,
      data: { cardId: 'card_1', openid: 'ann', code: '123' },
    }));

  it('has what a document says, and its errors', () => {
    expect(JSON.parse(jsonBody(EVENT, { data: { claims: null } }))).toEqual({ ...HEAD, data: { claims: null } });
    expect(JSON.parse(jsonBody(EVENT, { data: null, errors: [{ message: 'no' }] }))).toEqual({
      ...HEAD,
      data: null,
      errors: [{ message: 'no' }],
    });
  });

  it('has no number while the event has none', () =>
    expect(JSON.parse(jsonBody({ ...EVENT, sequence: null }, null))).toMatchObject({ sequence: null }));
});
