/** A place on earth in degrees. Which grid they count on is told beside it. */
export type Position = { latitude: number; longitude: number };

/** Grids that maps of China use: satellites count on WGS-84, Tencent and AMap on GCJ-02, Baidu on BD-09. */
export type Grid = 'GCJ-02' | 'WGS-84' | 'BD-09';

// The ellipsoid of Krasovsky, which GCJ-02 shifts positions on.
const MAJOR_METRES = 6_378_245;
const ECCENTRICITY = 0.006693421622965943;
const BAIDU_TURN = (Math.PI * 3_000) / 180;

const { PI, abs, atan2, cos, sin, sqrt } = Math;

/** Whether GCJ-02 shifts a position at all: it does so in China and close by. */
const isShifted = ({ latitude, longitude }: Position): boolean =>
  longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;

const waves = (x: number): number => (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * (2 / 3);

function shiftNorth(x: number, y: number): number {
  const flat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const short = (20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * (2 / 3);
  const long = (160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * (2 / 3);
  return flat + waves(x) + short + long;
}

function shiftEast(x: number, y: number): number {
  const flat = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const short = (20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * (2 / 3);
  const long = (150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * (2 / 3);
  return flat + waves(x) + short + long;
}

/** What a satellite says, as maps in China show it. Exact to a few metres; outside China nothing changes. */
function fromWgs84(position: Position): Position {
  if (!isShifted(position)) return position;
  const { latitude, longitude } = position;
  const [x, y] = [longitude - 105, latitude - 35];
  const angle = (latitude / 180) * PI;
  const bend = 1 - ECCENTRICITY * sin(angle) ** 2;
  const north = (shiftNorth(x, y) * 180) / (((MAJOR_METRES * (1 - ECCENTRICITY)) / (bend * sqrt(bend))) * PI);
  const east = (shiftEast(x, y) * 180) / ((MAJOR_METRES / sqrt(bend)) * cos(angle) * PI);
  return { latitude: latitude + north, longitude: longitude + east };
}

/** What Baidu's map says, as the others show it. */
function fromBd09({ latitude, longitude }: Position): Position {
  const [x, y] = [longitude - 0.0065, latitude - 0.006];
  const length = sqrt(x * x + y * y) - 0.00002 * sin(y * BAIDU_TURN);
  const angle = atan2(y, x) - 0.000003 * cos(x * BAIDU_TURN);
  return { latitude: length * sin(angle), longitude: length * cos(angle) };
}

/** Six places are a tenth of a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 1_000_000) / 1_000_000;

const CONVERSIONS = {
  'GCJ-02': (position) => position,
  'WGS-84': fromWgs84,
  'BD-09': fromBd09,
} as const satisfies Record<Grid, (position: Position) => Position>;

/** A position of any grid on GCJ-02, which stores are kept in, to six places. */
export function onGcj02(position: Position, grid: Grid): Position {
  const { latitude, longitude } = CONVERSIONS[grid](position);
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
}
