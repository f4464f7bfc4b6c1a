import encodeQr from 'qr';

/** White around the code, in modules: what ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;

/** Rows of a QR code; true is dark. */
export type Modules = readonly (readonly boolean[])[];

export const modulesOf = (text: string): Modules => encodeQr(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });

/** The code as SVG, `pixels` wide and high by nature: one path for all, a bar for each run of modules, so that no seams show between them. */
export function svgOf(modules: Modules, pixels: number): string {
  const bars = modules.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`));
  const edge = modules.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${edge} ${edge}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${edge}v${edge}H0z"/><path d="${bars.join('')}"/></svg>\n`;
}

export function runsOf(row: readonly boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
