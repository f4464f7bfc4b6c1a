/** A place on earth in degrees. */
type Place = { readonly latitude: number; readonly longitude: number };

// The ellipsoid of Krasovsky, which the grid of maps in China (GCJ-02) shifts positions on.
const MAJOR_METRES = 6_378_245;
const ECCENTRICITY = 0.006693421622965943;
const { PI, abs, cos, sin, sqrt } = Math;

const waves = (x: number): number => (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * (2 / 3);

function shiftNorth(x: number, y: number): number {
  const flat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const short = (20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * (2 / 3);
  return flat + waves(x) + short + (160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * (2 / 3);
}

function shiftEast(x: number, y: number): number {
  const flat = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const short = (20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * (2 / 3);
  return flat + waves(x) + short + (150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * (2 / 3);
}

/** What a device says (WGS-84), on the grid that stores are kept in. Outside China nothing changes. */
export function onMapsOfChina({ latitude, longitude }: Place): Place {
  const isShifted = longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;
  if (!isShifted) return { latitude, longitude };
  const [x, y] = [longitude - 105, latitude - 35];
  const angle = (latitude / 180) * PI;
  const bend = 1 - ECCENTRICITY * sin(angle) ** 2;
  const north = (shiftNorth(x, y) * 180) / (((MAJOR_METRES * (1 - ECCENTRICITY)) / (bend * sqrt(bend))) * PI);
  const east = (shiftEast(x, y) * 180) / ((MAJOR_METRES / sqrt(bend)) * cos(angle) * PI);
  return { latitude: latitude + north, longitude: longitude + east };
}
