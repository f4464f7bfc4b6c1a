import { h } from '../kit/dom.ts';
import { modules128 } from './code-128.ts';
import { type CodeFormat, type CodeScene, grouped, masked } from './code-scene.ts';
import { qrModules } from './qr-code.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** White around a code, in modules, as the standards ask for. */
const QR_BORDER = 4;
const BAR_BORDER = 10;
const BAR_HEIGHT = 40;

/** What the pictures are called by who does not see them. */
export type CodeNames = Readonly<Record<'qr' | 'code128', string>>;

/** The nodes of one code. */
export class CodeView {
  readonly image = h('div', 'image');
  readonly text = h('p', 'text');
  readonly note = h('p', 'note');
  readonly button = h('button', 'reveal');
  readonly root: HTMLElement;
  private drawn = '';

  constructor() {
    const { image, text, note, button } = this;
    this.root = h('div', 'pass', image, text, note, button);
    note.setAttribute('role', 'status');
    button.type = 'button';
  }

  /** Writes only what differs: a screen reader hears of every change. While the page is hidden nothing can be read off it. */
  show(
    { drawn, format, number, note, button }: CodeScene,
    isHidden: boolean,
    isMasked: boolean,
    names: CodeNames,
  ): void {
    const shown = grouped(isMasked || isHidden ? masked(number) : number);
    for (const [node, words] of [
      [this.text, shown],
      [this.note, note],
      [this.button, button],
    ] as const) {
      if (node.textContent !== words) node.textContent = words;
      node.hidden = !words && node !== this.note;
    }
    const picture = isHidden ? '' : (format || '') + drawn;
    if (this.drawn !== picture) {
      this.drawn = picture;
      this.image.textContent = '';
      if (picture && format) this.image.append(...picturesOf(drawn, format, names));
    }
    // It keeps its place while the page is hidden.
    this.image.hidden = !drawn;
  }
}

/** Bars have no signs beyond ASCII: such a code is drawn as a QR code, which every till of today reads. */
function picturesOf(value: string, format: CodeFormat, names: CodeNames): Node[] {
  const bars = format === 'qr' ? null : modules128(value);
  const isQrWanted = format !== 'code128' || !bars;
  const squares = isQrWanted ? qrModules(value) : null;
  return [
    ...(squares ? [pictureOf(squares, QR_BORDER, 'qr', names.qr)] : []),
    ...(bars ? [pictureOf([bars], BAR_BORDER, 'code128', names.code128)] : []),
  ];
}

/** Dark on white in every theme, because scanners ask for it. */
function pictureOf(rows: readonly (readonly number[])[], border: number, part: 'qr' | 'code128', name: string): Node {
  const isBars = part === 'code128';
  const width = (rows[0] || []).length + border * 2;
  const height = isBars ? BAR_HEIGHT : width;
  const path = rows
    .map((row, y) =>
      runsOf(
        row,
        (x, length) => `M${x + border} ${isBars ? 0 : y + border}h${length}v${isBars ? height : 1}h-${length}z`,
      ),
    )
    .join('');
  const svg = node('svg', {
    class: part,
    part,
    role: 'img',
    viewBox: `0 0 ${width} ${height}`,
    'shape-rendering': 'crispEdges',
  });
  if (isBars) svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-label', name);
  svg.append(node('path', { fill: '#fff', d: `M0 0h${width}v${height}H0z` }), node('path', { fill: '#000', d: path }));
  return svg;
}

/** One bar for each run of dark modules, so that no seams show. */
function runsOf(row: readonly number[], write: (x: number, length: number) => string): string {
  let text = '';
  const line = row.join('');
  for (const runs = /1+/g; ; ) {
    const run = runs.exec(line);
    if (!run) return text;
    text += write(run.index, run[0].length);
  }
}

function node(tag: string, attributes: Readonly<Record<string, string>>): Element {
  const made = document.createElementNS(SVG, tag);
  Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name] || ''));
  return made;
}
