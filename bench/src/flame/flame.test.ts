import { describe, expect, it } from 'vitest';
import { flameSvg } from './flame-svg.ts';
import { placesOf } from './place-of.ts';
import { type CallFrame, callsOf } from './profile.ts';
import { sharesOf, sharesText } from './shares.ts';

const frame = (functionName: string, url = ''): CallFrame => ({ functionName, url, lineNumber: 0, columnNumber: 0 });

/** `handle` of the door calls `claim` of the domain, which calls a built-in; beside them garbage is collected. */
const PROFILE = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 5, 6] },
    { id: 2, callFrame: frame('handle', 'file:///dist/main.js?http'), children: [3] },
    { id: 3, callFrame: frame('claim', 'file:///dist/main.js?domain'), children: [4] },
    { id: 4, callFrame: frame('parse') },
    { id: 5, callFrame: frame('(garbage collector)') },
    { id: 6, callFrame: frame('(idle)') },
  ],
  samples: [2, 3, 3, 4, 5, 6, 6, 6, 2, 4],
};
const placeOf = placesOf(({ url }) =>
  url.endsWith('http') ? '../src/http/server.ts' : url.endsWith('domain') ? '../src/domain/claims/claim-card.ts' : null,
);

describe('what a profile tells', () => {
  it('counts waiting for work as nothing', () => {
    expect(callsOf(PROFILE).whole).toBe(7);
  });

  it('gives the time of built-ins to the room that called them', () => {
    expect(sharesOf(callsOf(PROFILE), placeOf)).toEqual([
      { place: 'domain/claims', share: 4 / 7 },
      { place: 'http', share: 2 / 7 },
      { place: 'collecting garbage', share: 1 / 7 },
    ]);
  });

  it('names packages, parts of Node and rooms', () => {
    const url = 'file:///x/node_modules/.pnpm/@prisma+client@7.0.0/node_modules/@prisma/client/runtime/client.js';
    expect([url, 'node:_http_server', 'node:internal/timers'].map((from) => placeOf(frame('f', from)))).toEqual([
      '@prisma/client',
      'HTTP and streams of Node',
      'the rest of Node',
    ]);
  });

  it('is told as a table in microseconds of an operation', () => {
    const shares = [
      { place: 'http', share: 0.75 },
      { place: 'pg', share: 0.246 },
      { place: 'ws', share: 0.004 },
    ];
    expect(sharesText(shares, 200).split('\n').slice(2)).toEqual([
      '| http | 75.0 % | 150.0 |',
      '| pg | 24.6 % | 49.2 |',
      '| less than half a percent each | 0.4 % | 0.8 |',
    ]);
  });

  it('is drawn with each call upon its caller, and names that are text', () => {
    const odd = {
      ...PROFILE,
      nodes: PROFILE.nodes.map((node) =>
        node.id === 3 ? { ...node, callFrame: frame('<b>', node.callFrame.url) } : node,
      ),
    };
    const svg = flameSvg(callsOf(odd), { title: 'claims', placeOf });
    expect(svg).toContain('<title>handle · http · 85.7 %</title>');
    expect(svg).toContain('&lt;b&gt; · domain/claims · 57.1 %');
    expect(svg).not.toContain('<b>');
  });
});
