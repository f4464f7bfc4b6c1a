import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QueuedError } from '../domain/draws/index.ts';
import {
  INPUT_FAULTS,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
  StaleVersionError,
} from '../domain/kit/errors.ts';
import { errcodeOf, errmsgOf } from './errcodes.ts';
import { WireFault } from './kit/wire-fault.ts';

const named = (field: readonly (string | number)[]): string => `base_info.${field.join('.')}`;

describe('errcodeOf', () => {
  it.each([
    [new WireFault(47001, 'base_info.tilte'), { errcode: 47001, path: 'base_info.tilte' }],
    [new WireFault(44002), { errcode: 44002, path: null }],
    [new InvalidInputError(['title'], 'Missing', 'MISSING'), { errcode: 41011, path: 'base_info.title' }],
    [new InvalidInputError(['title'], 'Too long', 'TOO_LONG'), { errcode: 45021, path: 'base_info.title' }],
    [new NotFoundError('card'), { errcode: 40073, path: 'base_info.id' }],
    [new NotAllowedError('Closed'), { errcode: 48001, path: null }],
    [new StaleVersionError(3), { errcode: 40035, path: 'base_info.expectedVersion' }],
    // What a client of the old platform takes for "slower, try again": the draw decides later.
    [new QueuedError('ticket', new Date(0)), { errcode: 45011, path: null }],
    [new IdempotencyKeyReusedError(), { errcode: 40035, path: 'base_info.idempotencyKey' }],
  ])('gives %s its number and path', (error, refusal) => {
    expect(errcodeOf(error, named)).toEqual(refusal);
  });

  it('knows no number for what is no refusal', () => {
    expect(errcodeOf(new Error('connection lost'), named)).toBeNull();
    expect(errcodeOf('text', named)).toBeNull();
  });
});

describe('errmsgOf', () => {
  it('names the field behind the wire text, then the request', () => {
    expect(errmsgOf({ errcode: 41011, path: 'base_info.title' }, 'r1')).toBe(
      'missing parameter base_info.title rid: r1',
    );
  });

  it('begins an expired token with the words that clients look for', () => {
    expect(errmsgOf({ errcode: 42001, path: null }, 'r1')).toBe('access_token expired rid: r1');
  });

  it('leaves the path away where the text says it all', () => {
    expect(errmsgOf({ errcode: 40073, path: 'card_id' }, 'r1')).toBe('invalid card id rid: r1');
  });

  it('has words for a number without a text of its own', () => {
    expect(errmsgOf({ errcode: 99999, path: null }, 'r1')).toBe('invalid parameter rid: r1');
  });

  it.each(Object.entries(INPUT_FAULTS))('has a text of its own for the fault %s', (fault, errcode) => {
    const text = errmsgOf({ errcode, path: null }, 'r1');
    expect(text === 'invalid parameter rid: r1').toBe(fault === 'INVALID');
  });

  it('has a text of its own for each number that a refusal names', () => {
    const folder = new URL('../domain/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('errors.ts'),
    );
    const numbers = files.flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bweixinCode = (\d+)/g)].map(([, number]) =>
        Number(number),
      ),
    );
    expect(numbers.length).toBeGreaterThan(10);
    const bare = numbers.filter(
      (errcode) => errmsgOf({ errcode, path: null }, '') === errmsgOf({ errcode: 0.5, path: null }, ''),
    );
    expect(bare.filter((errcode) => errcode !== INPUT_FAULTS.INVALID)).toEqual([]);
  });
});
