import { describe, expect, it } from 'vitest';
import { integer, list, objects, text } from './codecs.ts';
import { lines, readWire, wirePathIn, type WireField, writeWire } from './wire-table.ts';

const TABLE: readonly WireField[] = [
  ...lines([
    ['base.title', 'title', text, ['base.old title']],
    ['base.sku.quantity', 'quantity', integer],
    ['base.date.type', 'validity.type', text],
    ['base.date.end', 'validity.until', integer],
    ['more.ids', 'ids', list(integer)],
  ]),
  { wire: 'more.pictures', domain: 'pictures', codec: objects, items: lines([['image_url', 'imageUrl', text]]) },
];

const faultOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('readWire', () => {
  it('moves values to where the domain has them', () => {
    const source = {
      base: { title: 'A', sku: { quantity: 5 }, date: { type: 'X' } },
      more: { ids: [1], pictures: [{ image_url: 'u' }] },
    };
    expect(readWire(source, TABLE)).toEqual({
      title: 'A',
      quantity: 5,
      validity: { type: 'X' },
      ids: [1],
      pictures: [{ imageUrl: 'u' }],
    });
  });

  it.each([
    ['absent', {}],
    ['null', { base: null, more: { ids: null } }],
    ['empty', { base: '', more: { ids: [], pictures: [] } }],
    ['empty text', { base: { title: '', sku: { quantity: '' } } }],
  ])('takes what is %s as not given', (_what, source) => {
    expect(readWire(source, TABLE)).toEqual({});
  });

  it('takes another spelling, and the right one before it', () => {
    expect(readWire({ base: { 'old title': 'B' } }, TABLE)).toEqual({ title: 'B' });
    expect(readWire({ base: { 'old title': 'B', title: 'A' } }, TABLE)).toEqual({ title: 'A' });
  });

  it.each([
    ['an unknown name', { base: { tilte: 'A' } }, 47001, 'base.tilte'],
    ['an unknown container', { bas: {} }, 47001, 'bas'],
    [
      'an unknown name in a list',
      { more: { pictures: [{ image_url: 'u' }, { url: 'u' }] } },
      47001,
      'more.pictures[1].url',
    ],
    ['a path as a name', { 'base.title': 'A' }, 47001, 'base.title'],
    ['a prototype as a name', JSON.parse('{"base":{"__proto__":{"title":"A"}}}'), 47001, 'base.__proto__'],
    ['a number for a text', { base: { title: 1 } }, 40035, 'base.title'],
    ['a text for a number', { base: { sku: { quantity: '5' } } }, 40035, 'base.sku.quantity'],
    ['a fraction', { base: { sku: { quantity: 0.5 } } }, 40035, 'base.sku.quantity'],
    ['a number beyond all', { base: { sku: { quantity: 1e300 } } }, 40035, 'base.sku.quantity'],
    ['a text for an object', { base: 'A' }, 40035, 'base'],
    ['a list for an object', { base: [] }, 40035, 'base'],
    ['an object for a list', { more: { ids: {} } }, 40035, 'more.ids'],
    ['a wrong entry', { more: { ids: [1, 'x'] } }, 40035, 'more.ids[1]'],
    ['an empty entry', { more: { ids: [null] } }, 40035, 'more.ids[0]'],
    ['a text for an entry', { more: { pictures: ['u'] } }, 40035, 'more.pictures[0]'],
  ])('refuses %s with its path', (_what, source, errcode, path) => {
    expect(faultOf(() => readWire(source, TABLE))).toMatchObject({ errcode, path });
  });
});

describe('writeWire', () => {
  it('writes what it reads', () => {
    const source = {
      base: { title: 'A', sku: { quantity: 5 }, date: { type: 'X', end: 9 } },
      more: { ids: [1], pictures: [{ image_url: 'u' }] },
    };
    expect(writeWire(readWire(source, TABLE), TABLE)).toEqual(source);
  });

  it('leaves out what is null or absent', () => {
    expect(writeWire({ title: null, pictures: [] }, TABLE)).toEqual({ more: { pictures: [] } });
  });
});

describe('wirePathIn', () => {
  it.each([
    [['title'], 'base.title'],
    [['validity', 'until'], 'base.date.end'],
    [['validity'], 'base.date'],
    [['validity', 'other'], 'base.date.other'],
    [['ids', 2], 'more.ids[2]'],
    [['pictures', 1, 'imageUrl'], 'more.pictures[1].image_url'],
    [['pictures', 1], 'more.pictures[1]'],
    [['nothing', 0, 'known'], 'nothing.0.known'],
  ])('spells %j as %s', (field, wire) => {
    expect(wirePathIn(TABLE, field)).toBe(wire);
  });
});
