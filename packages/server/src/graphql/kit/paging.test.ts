import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { cursorFor, type Order, pageOf, pageQuery, pageSize } from './paging.ts';

const order: Order = {
  sort: { column: 'createdAt', kind: 'time', description: '' },
  direction: 'DESC',
  name: 'CREATED_AT DESC',
};
const at = new Date('2026-11-23T10:00:00Z');
const cursor = cursorFor(order, at, 'card_5');

describe('the query of a page', () => {
  it('asks for one row more than the default page', () => {
    expect(pageQuery({}, order, 100)).toEqual({
      where: {},
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 21,
    });
  });

  it('goes on behind a cursor, with the id deciding between equals', () => {
    expect(pageQuery({ first: 2, after: cursor }, order, 100).where).toEqual({
      AND: [{ createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: 'card_5' } }] }],
    });
  });

  it('turns round for the last rows before a cursor', () => {
    const query = pageQuery({ last: 2, before: cursor }, order, 100);
    expect(query.orderBy).toEqual([{ createdAt: 'asc' }, { id: 'asc' }]);
    expect(query.where).toEqual({
      AND: [{ createdAt: { gte: at }, OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: 'card_5' } }] }],
    });
  });

  it('takes rows without a value for the last ones', () => {
    const sort = { column: 'validUntil', kind: 'time', hasNulls: true, description: '' } as const;
    const up: Order = { sort, direction: 'ASC', name: 'VALID_UNTIL ASC' };
    const down: Order = { sort, direction: 'DESC', name: 'VALID_UNTIL DESC' };
    const behind = (of: Order, value: Date | null) =>
      pageQuery({ after: cursorFor(of, value, 'code_5') }, of, 100).where;
    const later = [{ validUntil: { gt: at } }, { validUntil: at, id: { gt: 'code_5' } }, { validUntil: null }];
    expect(behind(up, at)).toEqual({ AND: [{ OR: later }] });
    expect(behind(up, null)).toEqual({ AND: [{ validUntil: null, id: { gt: 'code_5' } }] });
    expect(behind(down, null)).toEqual({
      AND: [{ OR: [{ validUntil: null, id: { lt: 'code_5' } }, { validUntil: { not: null } }] }],
    });
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: -1 }],
    ['first', { first: 101 }],
    ['last', { last: 101 }],
    ['last', { first: 1, last: 1 }],
    ['after', { after: 'broken' }],
    ['before', { before: 'broken' }],
  ])('refuses %s in %j', (field, args) => {
    expect(() => pageQuery(args, order, 100)).toThrow(InvalidInputError);
    expect(() => pageQuery(args, order, 100)).toThrow(expect.objectContaining({ field: [field] }));
  });
});

describe('a page', () => {
  it('drops the extra row and tells that there are more', () => {
    expect(pageOf([1, 2, 3], { first: 2 }, 100)).toEqual({ rows: [1, 2], hasNextPage: true, hasPreviousPage: false });
  });

  it('has rows before it when it came after a cursor', () => {
    expect(pageOf([1], { first: 2, after: cursor }, 100)).toEqual({
      rows: [1],
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });

  it('runs in the asked order also from the end', () => {
    expect(pageOf([9, 8, 7], { last: 2, before: cursor }, 100)).toEqual({
      rows: [8, 9],
      hasNextPage: true,
      hasPreviousPage: true,
    });
  });
});

describe('the size of a page for its cost', () => {
  it.each([
    [{}, 20],
    [{ first: 5 }, 5],
    [{ last: 7 }, 7],
    [{ first: -3 }, 1],
    [{ first: 2_000_000_000 }, 1_000],
  ])('of %j is %i', (args, size) => {
    expect(pageSize(args)).toBe(size);
  });
});
