import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAQUAN_MAIN, RESULTS } from '../paths.ts';
import type { Target } from '../targets/target.ts';
import { flameSvg } from './flame-svg.ts';
import { placesOf, sourcesOf } from './place-of.ts';
import { callsOf, microsOf, type Profile } from './profile.ts';
import type { Profiler } from './profiler.ts';
import { sharesOf, sharesText } from './shares.ts';

/** A run that was looked at. */
export type Profiled = { profile: Profile; operations: number };

/** The same target, looked at while it is measured; `last` is its last run. */
export function profiled(target: Target, profiler: Profiler): { target: Target; last: () => Profiled } {
  let last: Profiled | null = null;
  return {
    target: {
      ...target,
      run: async (work, manner, onBegin) => {
        const starting: Promise<void>[] = [];
        const figures = await target.run(work, manner, () => {
          starting.push(profiler.start());
          onBegin();
        });
        await Promise.all(starting);
        last = { profile: await profiler.stop(), operations: figures.operations };
        return figures;
      },
    },
    last: () => {
      if (last === null) throw new Error('Nothing was looked at');
      return last;
    },
  };
}

/** Writes the graph of a run to `results/<name>.svg`; returns its table. */
export function drawFlame(name: string, title: string, { profile, operations }: Profiled): string {
  const root = callsOf(profile);
  const placeOf = placesOf(sourcesOf(KAQUAN_MAIN));
  const micros = microsOf(profile, root) / operations;
  const each = `${title}: ${micros.toFixed(0)} µs of the server's main thread an operation`;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.svg`), flameSvg(root, { title: each, placeOf }));
  return `${each}\n\n${sharesText(sharesOf(root, placeOf), micros)}`;
}
