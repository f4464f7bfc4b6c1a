import { type Grid, onGcj02, type Position } from './datum.ts';

/** A position as somebody pasted it, on GCJ-02, with how it was read. */
export type Reading = {
  position: Position;
  /** Which of two bare numbers came first; `named`: the text said which is which. */
  order: 'latitudeFirst' | 'longitudeFirst' | 'named';
  /** The grid that it was written on. */
  grid: Grid;
};

/** Where China lies, with room around it: its latitudes are nobody's longitudes there. */
const isLatitudeOfChina = (degrees: number): boolean => degrees >= 3 && degrees <= 54;
const isLongitudeOfChina = (degrees: number): boolean => degrees >= 73 && degrees <= 136;

export type PositionWarning = 'swapped' | 'outside';

/** What is odd about a position: turned round it would lie in China, or it lies elsewhere. */
export function warningOf({ latitude, longitude }: Position): PositionWarning | null {
  if (isLatitudeOfChina(latitude) && isLongitudeOfChina(longitude)) return null;
  return isLatitudeOfChina(longitude) && isLongitudeOfChina(latitude) ? 'swapped' : 'outside';
}

const LATITUDE = /(?:latitude|lat|pointy|纬度|北纬)["']?\s*[:=：]?\s*(-?\d+(?:\.\d+)?)/i;
const LONGITUDE = /(?:longitude|lng|lon|pointx|经度|东经)["']?\s*[:=：]?\s*(-?\d+(?:\.\d+)?)/i;
const NUMBER = String.raw`(-?\d{1,3}\.\d+)`;
// The character before keeps metres of another projection from being read as degrees.
const PAIR_IN_LINK = new RegExp(String.raw`(?:^|[^\d.-])${NUMBER}\s*[,，;| ]\s*${NUMBER}`);
const BARE_PAIR = /^\s*[(（[]?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[,，;；、\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[)）\]]?\s*$/;
const LINK = /^(?:https?|geo|qqmap|iosamap|androidamap|amapuri|baidumap|bdapp):/i;

/** Reads `31.2,121.4`, `121.4,31.2`, named degrees, or a link of a map; null: there is no position in it. */
export function readPosition(given: string): Reading | null {
  const text = decoded(given);
  const isLink = LINK.test(text.trim());
  const [lat, lng] = [LATITUDE.exec(text)?.[1], LONGITUDE.exec(text)?.[1]];
  const grid = gridOf(text);
  if (lat !== undefined && lng !== undefined)
    return readingOf({ latitude: Number(lat), longitude: Number(lng) }, { order: 'named', grid });
  const [, first, second] = (isLink ? PAIR_IN_LINK : BARE_PAIR).exec(text) ?? [];
  return first === undefined || second === undefined ? null : inOrder([Number(first), Number(second)], grid);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is no escape.
  }
}

const BAIDU = /^\s*(?:https?:\/\/[^/]*\bbaidu\.com|baidumap:|bdapp:)/i;

/** Baidu's links say so when they count on another grid than its own. */
function gridOf(text: string): Grid {
  if (/^\s*geo:/i.test(text) || /coord_type=wgs84/i.test(text)) return 'WGS-84';
  return BAIDU.test(text) && !/coord_type=gcj02/i.test(text) ? 'BD-09' : 'GCJ-02';
}

/** Two bare numbers: in China the greater one is the longitude; elsewhere the latitude is written first. */
function inOrder([first, second]: readonly [number, number], grid: Grid): Reading | null {
  const isChinaTurned = isLongitudeOfChina(first) && isLatitudeOfChina(second);
  return isChinaTurned || Math.abs(first) > 90
    ? readingOf({ latitude: second, longitude: first }, { order: 'longitudeFirst', grid })
    : readingOf({ latitude: first, longitude: second }, { order: 'latitudeFirst', grid });
}

function readingOf(written: Position, { order, grid }: Pick<Reading, 'order' | 'grid'>): Reading | null {
  if (Math.abs(written.latitude) > 90 || Math.abs(written.longitude) > 180) return null;
  return { position: onGcj02(written, grid), order, grid };
}
