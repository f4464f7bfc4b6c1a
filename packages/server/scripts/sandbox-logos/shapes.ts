/** How far a point is from the edge of a shape in pixels: below 0 inside, above 0 outside. */
export type Shape = (x: number, y: number) => number;

export const circle =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;

type Box = { x: number; y: number; width: number; height: number; radius?: number };

/** A box by its middle, with round corners. */
export const box =
  ({ x: cx, y: cy, width, height, radius = 0 }: Box): Shape =>
  (x, y) => {
    const [dx, dy] = [Math.abs(x - cx) - width / 2 + radius, Math.abs(y - cy) - height / 2 + radius];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };

type Point = readonly [number, number];

/** A stroke between two points with round ends. */
export const stroke =
  ([ax, ay]: Point, [bx, by]: Point, width: number): Shape =>
  (x, y) => {
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - dx * share, y - ay - dy * share) - width / 2;
  };

export const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));

export const overlap =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.max(...shapes.map((shape) => shape(x, y)));

export const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -hole(x, y));

/** The outline of a shape. */
export const ring =
  (shape: Shape, width: number): Shape =>
  (x, y) =>
    Math.abs(shape(x, y)) - width / 2;

/** Everything below a height. */
export const below =
  (height: number): Shape =>
  (_x, y) =>
    height - y;

/** A shape, turned about a point. */
export const turned = (shape: Shape, degrees: number, [cx, cy]: Point = [120, 120]): Shape => {
  const [sin, cos] = [Math.sin((-degrees * Math.PI) / 180), Math.cos((-degrees * Math.PI) / 180)];
  return (x, y) => shape(cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos);
};
