import { describe, expect, it } from 'vitest';
import { changedInput, rebased } from './changed-input.ts';
import { type Draft, newDraft } from './draft.ts';

const SHANGHAI = 'Asia/Shanghai';
const before: Draft = { ...newDraft('2026-11-24', ''), title: '旧标题', reduceCost: '10' };
const changed = (fields: Partial<Draft>) => changedInput(before, { ...before, ...fields }, SHANGHAI);

describe('the input of an edit', () => {
  it('is empty where nothing was changed', () => {
    expect(changed({})).toEqual({});
  });
  it('names only what was changed, and empties what was emptied', () => {
    const held = { ...before, servicePhone: '400' };
    expect(changedInput(held, { ...held, servicePhone: '', title: '新标题' }, SHANGHAI)).toEqual({
      servicePhone: null,
      title: '新标题',
    });
  });
  it('puts what the kind gives into its branch', () => {
    expect(changed({ reduceCost: '12' })).toEqual({ cash: { reduceCostFen: 1200 } });
    const movie: Draft = { ...before, kind: 'MOVIE_TICKET' };
    expect(changedInput(movie, { ...movie, movie: { detail: 'IMAX' } }, SHANGHAI)).toEqual({
      movieTicket: { detail: 'IMAX' },
    });
  });
  it('names no stores where all are taken', () => {
    const some: Draft = { ...before, storeChoice: 'some', storeIds: ['store_1'] };
    expect(changedInput(some, { ...some, storeChoice: 'all' }, SHANGHAI)).toEqual({ usesAllStores: true });
  });
  it('never names stock or ids', () => {
    expect(changed({ quantity: '9', externalId: 'x', idempotencyKey: 'another-key' })).toEqual({});
  });
});

describe('an edit on a newer card', () => {
  it('keeps what the person wrote and takes the rest from there', () => {
    const draft = { ...before, notice: '先出示' };
    const newer = { ...before, title: '第二版', notice: '后出示' };
    const result = rebased(draft, { from: before, to: newer });
    expect([result.title, result.notice]).toEqual(['第二版', '先出示']);
  });
});
