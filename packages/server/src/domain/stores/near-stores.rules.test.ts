import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../kit/errors.ts';
import { askedStores, boxAround, type NearOrder, nearSearchOf } from './near-stores.rules.ts';

const beijing: NearOrder = { latitude: 39.91, longitude: 116.41 };

function fieldOf(order: NearOrder): string | null {
  try {
    nearSearchOf(order);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.field.join('.');
  }
}

describe('nearSearchOf', () => {
  it('takes 20 stores within 20 km where nothing else is asked for', () => {
    expect(nearSearchOf({ ...beijing, first: null })).toEqual({ ...beijing, first: 20, radiusMeters: 20_000 });
  });

  it.each<[string, Partial<NearOrder>, string | null]>([
    ['a pole', { latitude: -90 }, null],
    ['the line of dates', { longitude: 180 }, null],
    ['the most stores and the largest radius', { first: 100, radiusMeters: 500_000 }, null],
    ['the least of both', { first: 1, radiusMeters: 1 }, null],
    ['a latitude beyond the pole', { latitude: 90.000001 }, 'latitude'],
    ['a latitude that is no number', { latitude: Number.NaN }, 'latitude'],
    ['a longitude beyond the world', { longitude: -180.5 }, 'longitude'],
    ['no stores', { first: 0 }, 'first'],
    ['too many stores', { first: 101 }, 'first'],
    ['half a store', { first: 1.5 }, 'first'],
    ['a radius of nothing', { radiusMeters: 0 }, 'radiusMeters'],
    ['too large a radius', { radiusMeters: 500_001 }, 'radiusMeters'],
  ])('judges %s', (_what, changes, field) => {
    expect(fieldOf({ ...beijing, ...changes })).toBe(field);
  });
});

it.each([
  [undefined, 20],
  [7, 7],
  [-1, 1],
  [1_000, 100],
])('counts %s asked stores as %s', (first, counted) => expect(askedStores(first)).toBe(counted));

describe('boxAround', () => {
  const boxOf = (latitude: number, longitude: number, radiusMeters: number) =>
    boxAround({ latitude, longitude, radiusMeters, first: 1 });
  /** 1 degree of latitude, and of longitude at the equator, is 111,195 m. */
  const DEGREE = 111_195.08;

  it.each<[string, [number, number], { south: number; north: number; spans: [number, number][] }]>([
    ['at the equator', [0, 10], { south: -1, north: 1, spans: [[9, 11]] }],
    ['where degrees of longitude are half as long', [60, 10], { south: 59, north: 61, spans: [[7.9995, 12.0005]] }],
    [
      'across the line from the east',
      [0, 179.5],
      {
        south: -1,
        north: 1,
        spans: [
          [178.5, 180],
          [-180, -179.5],
        ],
      },
    ],
    [
      'across the line from the west',
      [0, -179.5],
      {
        south: -1,
        north: 1,
        spans: [
          [-180, -178.5],
          [179.5, 180],
        ],
      },
    ],
    [
      'up to the line',
      [0, 179],
      {
        south: -1,
        north: 1,
        spans: [
          [178, 180],
          [-180, -180],
        ],
      },
    ],
    ['at the north pole', [89.5, 10], { south: 88.5, north: 90.5, spans: [[-180, 180]] }],
    ['at the south pole', [-90, 0], { south: -91, north: -89, spans: [[-180, 180]] }],
  ])('lies around a place %s', (_what, [latitude, longitude], { south, north, spans }) => {
    const box = boxOf(latitude, longitude, DEGREE);
    expect([box.south, box.north]).toEqual([expect.closeTo(south, 5), expect.closeTo(north, 5)]);
    expect(box.spans.map(({ west, east }) => [west, east])).toEqual(
      spans.map(([west, east]) => [expect.closeTo(west, 3), expect.closeTo(east, 3)]),
    );
  });
});
