import { describe, expect, it } from 'vitest';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { DateTimeFilter, IdFilter, valuesOf, whereType } from './where.ts';

// Only fields that depend on time read the context; none of these does.
const noContext = (): DomainContext => ({}) as DomainContext;
const domain = noContext();
const where = whereType('Tested', {
  id: { filter: IdFilter, column: 'id', description: '' },
  madeAt: { filter: DateTimeFilter, column: 'createdAt', description: '' },
  state: {
    filter: IdFilter,
    column: (operators) => ({
      OR: valuesOf(operators)
        .flat()
        .map((state) => ({ state })),
    }),
    description: '',
  },
});
const translate = (input: Record<string, unknown>) => where.toPrisma(input, domain);
const NOTHING = { id: { in: [] } };
const at = new Date('2026-11-23T10:00:00Z');

describe('a condition', () => {
  it('always holds when nothing is asked', () => {
    for (const nothing of [{}, null, undefined, { id: null }])
      expect(where.toPrisma(nothing, domain)).toEqual({ NOT: NOTHING });
    expect(translate({ id: {} })).toEqual({ AND: [{ NOT: NOTHING }] });
  });

  it('joins fields and operators by AND', () => {
    expect(translate({ id: { eq: 'a' }, madeAt: { gte: at, lt: at } })).toEqual({
      AND: [{ id: { equals: 'a' } }, { createdAt: { gte: at, lt: at } }],
    });
  });

  it('knows and, or and not', () => {
    expect(translate({ or: [{ id: { eq: 'a' } }, { not: { id: { in: ['b'] } } }] })).toEqual({
      AND: [{ OR: [{ AND: [{ id: { equals: 'a' } }] }, { AND: [{ NOT: { AND: [{ id: { in: ['b'] } }] } }] }] }],
    });
  });

  it('holds for all of nothing, and not for any of nothing', () => {
    expect(translate({ and: [], or: [] })).toEqual({ AND: [{ NOT: NOTHING }, NOTHING] });
    expect(translate({ or: [{}] })).toEqual({ AND: [{ OR: [{ NOT: NOTHING }] }] });
  });

  it('asks a field that is no column for its own meaning', () => {
    expect(translate({ state: { in: ['x', 'y'] } })).toEqual({ AND: [{ OR: [{ state: 'x' }, { state: 'y' }] }] });
  });

  it.each([
    ['null as a value', { id: { eq: null } }, ['where', 'id', 'eq']],
    ['too many values', { id: { in: Array.from({ length: 101 }, String) } }, ['where', 'id', 'in']],
    ['too many conditions', { or: Array.from({ length: 51 }, () => ({ id: { eq: 'a' } })) }, ['where']],
    [
      'too deep nesting',
      { not: { not: { not: { not: { not: { id: { eq: 'a' } } } } } } },
      ['where', 'not', 'not', 'not', 'not', 'not'],
    ],
  ])('is refused with %s', (_what, input, field) => {
    expect(() => translate(input)).toThrow(InvalidInputError);
    expect(() => translate(input)).toThrow(expect.objectContaining({ field }));
  });
});
