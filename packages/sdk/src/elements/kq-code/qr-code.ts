// QR codes of ISO/IEC 18004, as far as numbers and rotating texts of coupons go: bytes, level M, versions 1 to 5 (84 bytes).

/** All codewords of a symbol, and those of correction in each block, by version. */
const CODEWORDS = [26, 44, 70, 100, 134];
const CORRECTION = [10, 16, 26, 18, 24];

type Grid = number[][];

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The modules of a text, 1 for dark, without a border; null: it is too long. */
export function qrModules(text: string): Grid | null {
  const bytes = new TextEncoder().encode(text);
  const index = CODEWORDS.findIndex((_count, place) => bytes.length + 2 <= roomOf(place));
  if (index < 0) return null;
  const bits = bitsOf(interleaved(codewordsOf(bytes, index), index));
  const grids = MASKS.map((_isLight, mask) => drawn(index, bits, mask));
  const penalties = grids.map(penaltyOf);
  return grids[penalties.indexOf(Math.min(...penalties))] || null;
}

/** Numbers out of tables are there by construction. */
const at = (table: readonly number[], place: number): number => table[place] || 0;

/** One block up to version 3, then two of the same length. */
const blocksOf = (index: number): number => (index < 3 ? 1 : 2);
const roomOf = (index: number): number => at(CODEWORDS, index) - at(CORRECTION, index) * blocksOf(index);

/** Mode, length, bytes, end, padding. */
function codewordsOf(bytes: Uint8Array, index: number): number[] {
  const hex = [bytes.length].concat(Array.from(bytes)).map((byte) => (256 + byte).toString(16).slice(1));
  const codewords = ('4' + hex.join('') + '0').match(/../g) || [];
  const room = roomOf(index);
  const padded = codewords.map((pair) => parseInt(pair, 16));
  for (let pad = 0xec; padded.length < room; pad ^= 0xfd) padded.push(pad);
  return padded;
}

function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((other >> bit) & 1) * one);
  return product;
}

/** The generator of so many codewords, without its leading one. */
function generatorOf(degree: number): number[] {
  const generator = Array.from({ length: degree }, (_zero, place) => Number(place === degree - 1));
  for (let count = 0, root = 1; count < degree; count++, root = multiply(root, 2))
    for (let place = 0; place < degree; place++)
      generator[place] = multiply(at(generator, place), root) ^ at(generator, place + 1);
  return generator;
}

function correctionOf(block: readonly number[], generator: readonly number[]): number[] {
  let rest = generator.map(() => 0);
  for (const codeword of block) {
    const factor = codeword ^ at(rest, 0);
    rest = generator.map((coefficient, place) => at(rest, place + 1) ^ multiply(coefficient, factor));
  }
  return rest;
}

/** Blocks side by side: the first of each, the second of each … and so their corrections. */
function interleaved(codewords: readonly number[], index: number): number[] {
  const count = blocksOf(index);
  const length = codewords.length / count;
  const generator = generatorOf(at(CORRECTION, index));
  const blocks = [codewords.slice(0, length), codewords.slice(length)].slice(0, count);
  const across = (columns: readonly (readonly number[])[], rows: readonly number[]): number[] =>
    rows.reduce<number[]>((all, _row, place) => all.concat(columns.map((column) => at(column, place))), []);
  const corrections = blocks.map((block) => correctionOf(block, generator));
  return across(blocks, blocks[0] || []).concat(across(corrections, generator));
}

const bitsOf = (codewords: readonly number[]): string =>
  codewords.map((codeword) => (256 + codeword).toString(2).slice(1)).join('');

function drawn(index: number, bits: string, mask: number): Grid {
  const size = 21 + index * 4;
  const grid: Grid = Array.from({ length: size }, () => []);
  const set = (x: number, y: number, isDark: unknown): void => {
    const row = grid[y];
    if (row && x >= 0 && x < size) row[x] = isDark ? 1 : 0;
  };
  drawPatterns(size, set);
  drawFormat(size, mask, set);
  fill(grid, bits, MASKS[mask] || (() => 1));
  return grid;
}

type Set = (x: number, y: number, isDark: unknown) => void;

/** A square of rings round its middle, from the middle outwards: 1 is dark. */
function square(set: Set, middleX: number, middleY: number, rings: string): void {
  const radius = rings.length - 1;
  for (let y = -radius; y <= radius; y++)
    for (let x = -radius; x <= radius; x++)
      set(middleX + x, middleY + y, rings[Math.max(Math.abs(x), Math.abs(y))] === '1');
}

function drawPatterns(size: number, set: Set): void {
  for (let place = 0; place < size; place++) {
    set(6, place, place % 2 === 0);
    set(place, 6, place % 2 === 0);
  }
  if (size > 21) square(set, size - 7, size - 7, '101');
  square(set, 3, 3, '11010');
  square(set, size - 4, 3, '11010');
  square(set, 3, size - 4, '11010');
}

/** Level (M is 0) and mask with their own correction, twice. */
function drawFormat(size: number, mask: number, set: Set): void {
  let rest = mask;
  for (let round = 0; round < 10; round++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const format = ((mask << 10) | rest) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const isDark = (format >> bit) & 1;
    set(8, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, isDark);
    set(bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, 8, isDark);
  }
  set(8, size - 8, 1);
}

/** Bits go up and down in columns of two, from the right, wherever no pattern is; column 6 is all pattern. */
function fill(grid: Grid, bits: string, isLight: (x: number, y: number) => number): void {
  const size = grid.length;
  let place = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size * 2; step++) {
      const y = isUp ? size - 1 - (step >> 1) : step >> 1;
      const x = right - (step & 1);
      const row = grid[y];
      if (!row || row[x] !== undefined) continue;
      row[x] = Number(bits[place++] || 0) ^ Number(!isLight(x, y));
    }
  }
}

/** How hard it is to read: long runs, squares of one colour, what looks like a finder. */
function penaltyOf(grid: Grid): number {
  const lines = grid.map((row) => row.join(''));
  const columns = grid.map((_row, x) => grid.map((row) => row[x]).join(''));
  let penalty = 0;
  for (const line of lines.concat(columns)) {
    for (const run of line.match(/0{5,}|1{5,}/g) || []) penalty += run.length - 2;
    penalty += 40 * (line.match(/1011101(?=0000)|0000(?=1011101)/g) || []).length;
  }
  grid.forEach((row, y) => {
    const below = grid[y + 1] || [];
    row.forEach((module, x) => {
      if (module === row[x + 1] && module === below[x] && module === below[x + 1]) penalty += 3;
    });
  });
  return penalty;
}
