import { describe, expect, it } from 'vitest';
import { CardError, cardErrorOf } from './errors.ts';

describe('CardError', () => {
  it('carries code, message, request and numbers', () => {
    const error = new CardError('OUT_OF_STOCK', { message: '领完了', requestId: 'req_1', fields: { left: 0 } });
    expect(error).toMatchObject({
      name: 'CardError',
      code: 'OUT_OF_STOCK',
      message: '领完了',
      retryable: false,
      requestId: 'req_1',
      fields: { left: 0 },
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('says its code where there is no message', () => {
    expect(new CardError('NETWORK', { retryable: true })).toMatchObject({ message: 'NETWORK', retryable: true });
  });

  it('calls a code of a newer server UNKNOWN and keeps what it was', () => {
    const error = new CardError('MOON_PHASE', { fields: { phase: 'full' } });
    expect(error).toMatchObject({ code: 'UNKNOWN', fields: { phase: 'full', code: 'MOON_PHASE' } });
  });
});

describe('cardErrorOf', () => {
  it('leaves a CardError as it is', () => {
    const error = new CardError('OFFLINE');
    expect(cardErrorOf(error)).toBe(error);
  });

  it('makes one of whatever a page throws', () => {
    expect(cardErrorOf(new RangeError('no'))).toMatchObject({ code: 'UNKNOWN', message: 'RangeError: no' });
    expect(cardErrorOf('no')).toMatchObject({ code: 'UNKNOWN', message: 'no' });
  });
});
