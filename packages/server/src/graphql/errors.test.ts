import { GraphQLError } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { UnauthenticatedError } from '../domain/access/index.ts';
import { InvalidInputError, NotAllowedError, NotFoundError, ThrottledError } from '../domain/kit/errors.ts';
import { maskError } from './errors.ts';
import { forbidden } from './kit/door-errors.ts';

const thrownByResolver = (originalError: Error) =>
  new GraphQLError(originalError.message, { path: ['card'], originalError });

describe('an error at the door', () => {
  it.each([
    [new UnauthenticatedError('KEY_REVOKED'), 'UNAUTHENTICATED', {}],
    [new NotAllowedError('no'), 'FORBIDDEN', {}],
    [new NotFoundError('card'), 'NOT_FOUND', {}],
    [new ThrottledError(1500), 'THROTTLED', { retryAfterMs: 1500 }],
    [new InvalidInputError(['where', 'id', 0], 'no'), 'BAD_REQUEST', { field: ['where', 'id', '0'] }],
  ])('tells %s as %s', (refusal, code, facts) => {
    const masked = maskError(thrownByResolver(refusal), 'req_1');
    expect(masked.extensions).toEqual({ code, requestId: 'req_1', ...facts });
    expect(masked.path).toEqual(['card']);
    expect(masked.message).toBe(refusal.message);
  });

  it('keeps the code of an answer of the door', () => {
    expect(maskError(thrownByResolver(forbidden('no')), 'req_1').extensions['code']).toBe('FORBIDDEN');
  });

  it('takes what GraphQL itself says as a bad request', () => {
    expect(maskError(new GraphQLError('Syntax Error: …'), 'req_1').extensions).toEqual({
      code: 'BAD_REQUEST',
      requestId: 'req_1',
    });
  });

  it.each([
    ['an error', new Error('relation "Card" does not exist')],
    ['an error of a resolver', thrownByResolver(new TypeError('secret'))],
    ['no error at all', 'a text with a password'],
    [
      'a library that finds the schema broken',
      new (class PlanError extends GraphQLError {})('Unable to find delegate'),
    ],
  ])('shows nothing of %s, and hands it over once', (_what, fault) => {
    const onFault = vi.fn();
    const masked = maskError(fault, 'req_1', onFault);
    expect(masked.message).toBe('Something went wrong on our side');
    expect(masked.extensions).toEqual({ code: 'INTERNAL', requestId: 'req_1' });
    expect(masked.originalError).toBeUndefined();
    expect(onFault).toHaveBeenCalledTimes(1);
  });
});
