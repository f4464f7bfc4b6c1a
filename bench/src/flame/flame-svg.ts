import type { PlaceOf } from './place-of.ts';
import type { Call } from './profile.ts';

const WIDTH = 1_200;
const ROW = 17;
const HEAD = 28;
/** Narrower boxes show nothing. */
const LEAST_WIDTH = 0.5;
const LETTER = 6.2;
const LEAST_LETTERS = 3;

/** A call as it is drawn: equal calls of one caller are one box. */
type Box = { name: string; place: string; whole: number; below: Map<string, Box> };

/** A flame graph: each box is a call, as wide as the time it took with all that it called, which stands upon it. */
export function flameSvg(root: Call, { title, placeOf }: { title: string; placeOf: PlaceOf }): string {
  const base = boxOf(root, placeOf);
  const scale = WIDTH / base.whole;
  const rows = rowsOf(base, scale);
  const height = HEAD + rows * ROW;
  const lines: string[] = [];
  const draw = (box: Box, x: number, depth: number): void => {
    const width = box.whole * scale;
    if (width < LEAST_WIDTH) return;
    lines.push(boxText(box, { x, y: height - (depth + 1) * ROW, width, share: box.whole / base.whole }));
    let at = x;
    for (const each of widestFirst(box)) {
      draw(each, at, depth + 1);
      at += each.whole * scale;
    }
  };
  draw(base, 0, 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace, monospace" font-size="10.5">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fffdf7"/>`,
    `<text x="6" y="18" font-size="13">${escaped(title)}</text>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

const widestFirst = ({ below }: Box): Box[] => [...below.values()].toSorted((one, other) => other.whole - one.whole);

function boxOf(root: Call, placeOf: PlaceOf): Box {
  const make = (call: Call, caller: string): Box => {
    const place = placeOf(call.frame) ?? caller;
    return { name: call.frame.functionName || '(anonymous)', place, whole: 0, below: new Map() };
  };
  const add = (box: Box, call: Call): void => {
    box.whole += call.whole;
    for (const each of call.below) {
      const made = make(each, box.place);
      const key = `${made.name}\n${made.place}`;
      const known = box.below.get(key) ?? made;
      box.below.set(key, known);
      add(known, each);
    }
  };
  const base = { ...make(root, 'all'), name: 'all' };
  add(base, root);
  return base;
}

const rowsOf = (box: Box, scale: number): number =>
  box.whole * scale < LEAST_WIDTH ? 0 : 1 + Math.max(0, ...[...box.below.values()].map((each) => rowsOf(each, scale)));

type Drawn = { x: number; y: number; width: number; share: number };

function boxText({ name, place }: Box, { x, y, width, share }: Drawn): string {
  const letters = Math.floor((width - 4) / LETTER);
  const told =
    letters < LEAST_LETTERS
      ? ''
      : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(cut(name, letters))}</text>`;
  const percent = `${(share * 100).toFixed(1)} %`;
  const box = `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(0.4, width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="${colourOf(place)}"/>`;
  return `<g><title>${escaped(`${name} · ${place} · ${percent}`)}</title>${box}${told}</g>`;
}

const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;

/** One hue for each place, the same in every graph. */
function colourOf(place: string): string {
  let hue = 0;
  for (const letter of place) hue = (hue * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return `hsl(${hue} 70% 78%)`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
