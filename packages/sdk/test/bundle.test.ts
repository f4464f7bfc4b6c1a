import { describe, expect, it } from 'vitest';
import { minifyCss } from '../scripts/bundle/minify-css.mjs';
import { cutUrql, letConstants } from '../scripts/bundle/plugins.mjs';

describe('the build', () => {
  it.each(['urql-core.mjs', 'urql-core-chunk.mjs'])('fails with an urql whose %s is another', (name) => {
    const cut = (): unknown => cutUrql().transform('export {};\n', `/node_modules/@urql/core/dist/${name}`);
    expect(cut).toThrow('see what urql does now');
  });

  it('leaves all other files as they are', () => {
    expect(cutUrql().transform('export {};\n', '/src/client.ts')).toBeUndefined();
  });

  it('writes let for const, in code and not in texts', () => {
    const { code } = letConstants().renderChunk('const a = "const b"; for (const c of a) { c; }', { fileName: 'a.js' });
    expect(code).toBe('let   a = "const b"; for (let   c of a) { c; }');
  });

  it('shortens the properties that a sheet defines for itself', () => {
    const css = ':host { --_text: var(--kq-text, #111); color: var(--_text); } .a { background: var(--_face); }';
    expect(minifyCss(css)).toBe(':host{--_a:var(--kq-text,#111);color:var(--_a)}.a{background:var(--_face)}');
  });
});
