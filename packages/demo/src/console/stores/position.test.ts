import { describe, expect, it } from 'vitest';
import { readPosition, warningOf } from './position.ts';

const PLACE = { latitude: 31.2289, longitude: 121.4551 };

describe('a pasted position', () => {
  it.each([
    ['31.2289,121.4551', 'latitudeFirst'],
    ['121.4551, 31.2289', 'longitudeFirst'],
    ['（31.2289， 121.4551）', 'latitudeFirst'],
    ['121.4551 31.2289', 'longitudeFirst'],
    ['纬度：31.2289 经度：121.4551', 'named'],
    ['{"lng":121.4551,"lat":31.2289}', 'named'],
    ['https://apis.map.qq.com/uri/v1/marker?marker=coord:31.2289,121.4551;title:店&referer=me', 'latitudeFirst'],
    ['https://map.qq.com/?type=poi&pointx=121.4551&pointy=31.2289', 'named'],
    ['https://uri.amap.com/marker?position=121.4551,31.2289&name=%E5%BA%97', 'longitudeFirst'],
    ['https://www.amap.com/?p=B0FFF12345,31.2289,121.4551,%E5%BA%97', 'latitudeFirst'],
    ['https://ditu.amap.com/regeo?lng=121.4551&lat=31.2289', 'named'],
    ['https://api.map.baidu.com/marker?location=31.2289,121.4551&coord_type=gcj02', 'latitudeFirst'],
  ])('is read from %s', (text, order) => {
    expect(readPosition(text)).toEqual({ position: PLACE, order, grid: 'GCJ-02' });
  });

  it('of Baidu’s own grid is converted', () => {
    const read = readPosition('https://api.map.baidu.com/marker?location=39.915,116.404&title=x&output=html');
    expect(read).toMatchObject({ grid: 'BD-09', position: { latitude: 39.908657, longitude: 116.397627 } });
  });
  it('of a satellite is converted', () => {
    expect(readPosition('geo:39.915,116.404')).toMatchObject({
      grid: 'WGS-84',
      position: { latitude: 39.916404, longitude: 116.410244 },
    });
  });
  it('takes the first number for the latitude outside China', () => {
    expect(readPosition('48.8566, 2.3522')).toMatchObject({ order: 'latitudeFirst', position: { latitude: 48.8566 } });
    expect(readPosition('151.2093, -33.8688')).toMatchObject({ order: 'longitudeFirst' });
  });
  it.each([
    '',
    '31.2289',
    '南京西路 1 号',
    '1,2,3',
    'https://map.baidu.com/poi/x/@13520160.5,3636160.3,15z',
    'https://surl.amap.com/4bVJZ1',
    '91,181',
    '%',
  ])('is not found in %s', (text) => {
    expect(readPosition(text)).toBeNull();
  });
});

describe('a position', () => {
  it('is warned of when it is turned round or outside China', () => {
    expect(warningOf(PLACE)).toBeNull();
    expect(warningOf({ latitude: 121.4551, longitude: 31.2289 })).toBe('swapped');
    expect(warningOf({ latitude: 48.8566, longitude: 2.3522 })).toBe('outside');
  });
});
