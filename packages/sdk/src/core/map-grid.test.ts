import { describe, expect, it } from 'vitest';
import { onMapsOfChina } from './map-grid.ts';

/** Metres between two places that are close. */
function metresBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const degree = 111_320;
  const east = (a.longitude - b.longitude) * degree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot((a.latitude - b.latitude) * degree, east);
}

describe('the grid of maps in China', () => {
  it('shifts what a device says, as the maps do', () => {
    // Tian'anmen, as its coordinates are published for both grids.
    const shown = onMapsOfChina({ latitude: 39.907333, longitude: 116.391083 });
    expect(metresBetween(shown, { latitude: 39.908735, longitude: 116.397325 })).toBeLessThan(20);
  });

  it('leaves the rest of the world where it is', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    expect(onMapsOfChina(paris)).toEqual(paris);
  });
});
