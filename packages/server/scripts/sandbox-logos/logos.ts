import { below, box, circle, overlap, ring, type Shape, stroke, turned, union, without } from './shapes.ts';

/** One layer of a picture: a shape in a colour that may run from top to bottom. */
export type Layer = { distance: Shape; from: string; to?: string };

const ground = (from: string, to: string): Layer => ({ distance: () => -1, from, to });
const white = (distance: Shape): Layer => ({ distance, from: '#ffffff' });

/** A leaf that stands on its tip: two circles, where they overlap. */
const leaf = (cx: number, cy: number, half: number): Shape =>
  overlap(circle(cx - half * 0.6, cy, half * 1.17), circle(cx + half * 0.6, cy, half * 1.17));

const steam = (x: number): Shape =>
  union(stroke([x, 82], [x + 8, 70], 9), stroke([x + 8, 70], [x, 58], 9), stroke([x, 58], [x + 8, 46], 9));

const bowl = (cy: number, radius: number): Shape => overlap(circle(120, cy, radius), below(cy));

/** A pot with two handles over a flame. */
const hotpot: Layer[] = [
  ground('#e5493a', '#b81f2b'),
  white(union(steam(82), steam(116), steam(150))),
  white(union(box({ x: 120, y: 108, width: 156, height: 16, radius: 8 }), bowl(108, 66))),
  { distance: overlap(leaf(120, 150, 26), circle(120, 150, 30)), from: '#e5493a', to: '#c42a2d' },
];

/** A cup with its handle and saucer. */
const coffee: Layer[] = [
  ground('#8a5a3c', '#5b3723'),
  white(union(steam(92), steam(128))),
  white(ring(circle(162, 126, 21), 12)),
  white(overlap(box({ x: 112, y: 128, width: 96, height: 76, radius: 30 }), below(98))),
  white(box({ x: 112, y: 182, width: 124, height: 12, radius: 6 })),
];

/** A bowl of rice and chopsticks. */
const canteen: Layer[] = [
  ground('#f2a33a', '#dd7a1f'),
  white(union(circle(92, 118, 26), circle(120, 106, 30), circle(148, 118, 26))),
  { distance: union(stroke([132, 104], [186, 44], 8), stroke([148, 110], [204, 58], 8)), from: '#7a3d12' },
  { distance: box({ x: 120, y: 122, width: 152, height: 12, radius: 6 }), from: '#fff6e6' },
  white(without(bowl(124, 64), box({ x: 120, y: 190, width: 200, height: 20 }))),
  white(box({ x: 120, y: 184, width: 60, height: 14, radius: 6 })),
];

/** A loaf with three cuts. */
const bakery: Layer[] = [
  ground('#f7d9a8', '#efb76a'),
  {
    distance: union(
      box({ x: 120, y: 140, width: 148, height: 76, radius: 26 }),
      circle(86, 112, 34),
      circle(122, 102, 40),
      circle(156, 112, 34),
    ),
    from: '#b9692b',
    to: '#8f4a1b',
  },
  ...[84, 120, 156].map((x) => ({ distance: stroke([x - 10, 146], [x + 12, 106], 10), from: '#fbe6c4' })),
];

/** An open book with a ribbon. */
const bookshop: Layer[] = [
  ground('#3f6fb5', '#274b86'),
  white(
    union(
      turned(box({ x: 82, y: 122, width: 72, height: 92, radius: 8 }), -6, [118, 168]),
      turned(box({ x: 158, y: 122, width: 72, height: 92, radius: 8 }), 6, [122, 168]),
    ),
  ),
  ...[96, 116, 136].flatMap((y) => [
    { distance: stroke([64, y + 4], [102, y], 6), from: '#a9c1e4' },
    { distance: stroke([138, y], [176, y + 4], 6), from: '#a9c1e4' },
  ]),
  { distance: stroke([120, 78], [120, 166], 6), from: '#274b86' },
  { distance: box({ x: 164, y: 94, width: 14, height: 48, radius: 2 }), from: '#e9b44c' },
];

/** Two leaves on a stem. */
const tea: Layer[] = [
  ground('#4fa36b', '#2b7a4b'),
  white(turned(leaf(120, 92, 52), -32, [120, 150])),
  white(turned(leaf(120, 92, 52), 32, [120, 150])),
  { distance: turned(stroke([120, 70], [120, 138], 5), -32, [120, 150]), from: '#3c8d5a' },
  { distance: turned(stroke([120, 70], [120, 138], 5), 32, [120, 150]), from: '#3c8d5a' },
  white(stroke([120, 148], [120, 192], 10)),
];

/** A flower with six petals. */
const florist: Layer[] = [
  ground('#f3a6b8', '#d96c8a'),
  ...[0, 60, 120, 180, 240, 300].map((angle) => white(turned(leaf(120, 78, 40), angle))),
  { distance: circle(120, 120, 24), from: '#f7c948', to: '#eda92b' },
];

/** By the name of their file. */
export const LOGOS = { hotpot, coffee, canteen, bakery, bookshop, tea, florist } satisfies Record<
  string,
  readonly Layer[]
>;
