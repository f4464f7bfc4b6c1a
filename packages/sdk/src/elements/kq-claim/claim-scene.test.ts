import { describe, expect, it } from 'vitest';
import { aClaim, aFace, rangeOf } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import { speakerOf } from '../../texts/speak.ts';
import { type ClaimFacts, claimSceneOf } from './claim-scene.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const sceneOf = (facts: ClaimFacts, after: string | null = null) => {
  const [state, button, status, code = '', isOver = false] = claimSceneOf(facts, speakerOf('zh-CN', {}), NOW, after);
  return { state, button, status, code, isOver };
};
const refused = (code: string, more: object = {}): CardError => new CardError(code, { message: '服务器的话', ...more });

describe('the state', () => {
  it.each<[string, ClaimFacts]>([
    ['loading', {}],
    ['ready', { face: aFace() }],
    ['ready', { face: aFace({ status: 'DISTRIBUTED' }), claimsLeft: 1 }],
    ['busy', { face: aFace(), isBusy: true }],
    ['busy', { face: aFace(), isBusy: true, claim: aClaim() }],
    ['claimed', { face: aFace(), claim: aClaim() }],
    ['claimed', { face: aFace({ status: 'EXPIRED' }), claim: aClaim() }],
    ['claimed', { claim: aClaim(), error: refused('NETWORK') }],
    ['sold-out', { face: aFace({ stock: { left: 0 } }) }],
    ['sold-out', { face: aFace(), error: refused('OUT_OF_STOCK') }],
    ['limit', { face: aFace(), claimsLeft: 0 }],
    ['limit', { face: aFace(), error: refused('CLAIM_LIMIT_REACHED') }],
    ['not-started', { face: aFace({ validity: rangeOf('2026-11-24T12:00:01Z', '2026-12-01T00:00:00Z') }) }],
    [
      'not-started',
      { face: aFace(), error: refused('NOT_STARTED', { fields: { validFrom: '2026-11-24T13:00:00Z' } }) },
    ],
    ['ready', { face: aFace(), error: refused('NOT_STARTED', { fields: { validFrom: '2026-11-24T11:00:00Z' } }) }],
    ['ready', { face: aFace({ validity: rangeOf('2026-11-24T12:00:00Z', '2026-12-01T00:00:00Z') }) }],
    ['expired', { face: aFace({ validity: rangeOf('2026-11-01T00:00:00Z', '2026-11-24T12:00:00Z') }) }],
    ['expired', { face: aFace({ status: 'EXPIRED' }) }],
    ['expired', { face: aFace(), error: refused('EXPIRED') }],
    ['not-eligible', { face: aFace(), error: refused('NOT_ELIGIBLE') }],
    ['not-eligible', { face: aFace({ status: 'WITHDRAWN' }) }],
    ['offline', { error: refused('OFFLINE') }],
    ['error', { error: refused('NOT_FOUND') }],
    ['error', { face: aFace(), error: refused('NETWORK') }],
    ['error', { face: aFace(), error: refused('MOON_PHASE') }],
  ])('is %s by %o', (state, facts) => {
    expect(sceneOf(facts).state).toBe(state);
  });
});

describe('the button', () => {
  it('counts down in the last day, and names the day before', () => {
    const from = (validFrom: string): string =>
      sceneOf({ face: aFace(), error: refused('NOT_STARTED', { fields: { validFrom } }) }).button;
    expect(from('2026-11-24T14:11:09Z')).toBe('02:11:09 后开始');
    expect(from('2026-12-01T12:00:00Z')).toBe('2026.12.01 20:00 开始');
  });

  it('offers another code where the user may have one', () => {
    expect(sceneOf({ claim: aClaim(), claimsLeft: 1 }).button).toBe('再领一张');
    expect(sceneOf({ claim: aClaim(), claimsLeft: 0 }).button).toBe('');
  });
});

describe('a claimed code', () => {
  it('is shown in groups, with the last day that it is good', () => {
    const { code, status } = sceneOf({ claim: aClaim() });
    expect(code).toBe('1234 5678 9012');
    expect(status).toMatch(/^已领取 · 有效期至 2026\.12\.2[45]$/);
  });

  it('leads to the coupon, or stays secret, as the page wishes', () => {
    expect(sceneOf({ claim: aClaim() }, 'open')).toMatchObject({ code: '', button: '查看优惠券' });
    expect(sceneOf({ claim: aClaim() }, 'none')).toMatchObject({ code: '已领取', button: '' });
  });

  it('is as good as new when a gift of it came back', () => {
    expect(sceneOf({ claim: aClaim({ status: 'GIFT_TIMEOUT' }) })).toMatchObject({ isOver: false });
  });

  it.each([
    ['CONSUMED', '已使用'],
    ['EXPIRED', '已失效'],
    ['UNAVAILABLE', '已失效'],
    ['GIFTING', '已赠送好友'],
    ['GIFTED', '已赠送好友'],
  ] as const)('is over when it is %s', (status, text) => {
    expect(sceneOf({ claim: aClaim({ status }) })).toMatchObject({ status: text, isOver: true });
  });
});

describe('a failure', () => {
  it('is told in our words, else in those of the server', () => {
    const statusOf = (error: CardError): string => sceneOf({ error }).status;
    expect(statusOf(refused('NETWORK'))).toBe('网络异常，请重试');
    expect(statusOf(refused('INVALID_INPUT', { fields: { field: ['outerStr'] } }))).toBe('服务器的话');
    expect(statusOf(refused('TIMEOUT', { retryable: true }))).toBe('网络异常，请重试');
    expect(statusOf(refused('INTERNAL'))).toBe('出错了，请重试');
  });
});
