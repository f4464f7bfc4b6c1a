import { InvalidInputError } from '../kit/errors.ts';

/** Mean radius of the earth (IUGG), in metres. */
export const EARTH_RADIUS_METERS = 6_371_008.8;

const MOST_STORES = 100;
const USUAL_STORES = 20;
const LARGEST_RADIUS_METERS = 500_000;
const USUAL_RADIUS_METERS = 20_000;

/** Where somebody is, in the coordinate system of the stores (GCJ-02), and how much they want to see. */
export type NearOrder = {
  latitude: number;
  longitude: number;
  first?: number | null | undefined;
  radiusMeters?: number | null | undefined;
};

/** An order whose values were found to be right, with the usual ones where none were given. */
export type NearSearch = { latitude: number; longitude: number; first: number; radiusMeters: number };

/** Throws InvalidInputError with the first field that is out of bounds. */
export function nearSearchOf({ latitude, longitude, first, radiusMeters }: NearOrder): NearSearch {
  return {
    latitude: within('latitude', latitude, { least: -90, most: 90 }),
    longitude: within('longitude', longitude, { least: -180, most: 180 }),
    first: whole('first', first ?? USUAL_STORES, MOST_STORES),
    radiusMeters: whole('radiusMeters', radiusMeters ?? USUAL_RADIUS_METERS, LARGEST_RADIUS_METERS),
  };
}

/** How many stores an order asks for, as far as it may ask: for the cost of a query, which is told before its values are judged. */
export const askedStores = (first: number | null | undefined): number =>
  Math.min(Math.max(first ?? USUAL_STORES, 1), MOST_STORES);

type Bounds = { least: number; most: number };

function within(field: string, value: number, { least, most }: Bounds): number {
  if (value >= least && value <= most) return value;
  throw new InvalidInputError([field], `${field} lies between ${least} and ${most}`);
}

function whole(field: string, value: number, most: number): number {
  if (Number.isInteger(value)) return within(field, value, { least: 1, most });
  throw new InvalidInputError([field], `${field} is a whole number`);
}

/** Degrees from west to east, never across the line where 180 and -180 meet. */
export type Span = { west: number; east: number };
/** Degrees around a circle on the globe. Each point of the circle lies in it, and some points beyond. */
export type Box = { south: number; north: number; spans: readonly Span[] };

const WHOLE_CIRCLE: Span = { west: -180, east: 180 };
/** A little more than the circle, or rounding would leave out what lies on its edge. */
const EDGE_METERS = 0.01;

const degreesOf = (radians: number): number => (radians * 180) / Math.PI;
const radiansOf = (degrees: number): number => (degrees * Math.PI) / 180;

export function boxAround({ latitude, longitude, radiusMeters }: NearSearch): Box {
  const angle = (radiusMeters + EDGE_METERS) / EARTH_RADIUS_METERS;
  const [south, north] = [latitude - degreesOf(angle), latitude + degreesOf(angle)];
  // All meridians meet at a pole, so a circle that holds one crosses them all.
  if (south <= -90 || north >= 90) return { south, north, spans: [WHOLE_CIRCLE] };
  const reach = degreesOf(Math.asin(Math.sin(angle) / Math.cos(radiansOf(latitude))));
  return { south, north, spans: spansOf(longitude - reach, longitude + reach) };
}

/** One span, or two where the way from west to east crosses the line. */
function spansOf(west: number, east: number): Span[] {
  if (west <= -180)
    return [
      { west: -180, east },
      { west: west + 360, east: 180 },
    ];
  if (east >= 180)
    return [
      { west, east: 180 },
      { west: -180, east: east - 360 },
    ];
  return [{ west, east }];
}
