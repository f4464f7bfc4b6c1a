import { describe, expect, it } from 'vitest';
import { onGcj02 } from './datum.ts';

const TIANANMEN = { latitude: 39.915, longitude: 116.404 };

describe('a position on GCJ-02', () => {
  it('is what it was when it was on it before', () => {
    expect(onGcj02(TIANANMEN, 'GCJ-02')).toEqual(TIANANMEN);
  });
  // The figures that other implementations of the formula publish for this place.
  it('comes from a satellite’s by the known shift', () => {
    expect(onGcj02(TIANANMEN, 'WGS-84')).toEqual({ latitude: 39.916404, longitude: 116.410244 });
  });
  it('comes from Baidu’s by the known turn', () => {
    expect(onGcj02(TIANANMEN, 'BD-09')).toEqual({ latitude: 39.908657, longitude: 116.397627 });
  });
  it('is the satellite’s own outside China', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 };
    expect(onGcj02(paris, 'WGS-84')).toEqual(paris);
  });
});
