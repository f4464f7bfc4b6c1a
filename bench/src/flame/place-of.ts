import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import type { CallFrame } from './profile.ts';

/** Whose code a call is; null: a built-in, whose time is that of its caller. */
export type PlaceOf = (frame: CallFrame) => string | null;

const ROOM = /(?:^|\/)src\/((?:domain|graphql|http|adapters|compose|delivery|workers|weixin|cli)(?:\/[^/]+)?)\//;
const PACKAGE = /node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?((?:@[^/]+\/)?[^/]+)/;

/** Rooms of the server, packages by their names, parts of Node; what the engine does by itself in brackets. */
export function placesOf(sourceAt: (frame: CallFrame) => string | null): PlaceOf {
  return (frame) => {
    const { functionName, url } = frame;
    if (functionName === '(garbage collector)') return 'collecting garbage';
    // Kernel calls, and what native code does outside of any function.
    if (functionName === '(program)') return 'native code and the kernel';
    if (url.startsWith('node:')) return partOfNode(url);
    const name = PACKAGE.exec(url)?.[1];
    if (name !== undefined) return name;
    const source = url === '' ? null : sourceAt(frame);
    return source === null ? null : (ROOM.exec(source)?.[1] ?? 'the rest of the server');
  };
}

const HTTP = /^node:(_http|net|internal\/streams|internal\/stream_base|stream|internal\/url|events)/;
const partOfNode = (url: string): string => (HTTP.test(url) ? 'HTTP and streams of Node' : 'the rest of Node');

/** Finds the sources of a bundle by the map beside it. */
export function sourcesOf(bundle: string): (frame: CallFrame) => string | null {
  const map = new SourceMap(mapIn(readFileSync(`${bundle}.map`, 'utf8')));
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.endsWith('/main.js')) return null;
    const entry = map.findEntry(lineNumber, columnNumber);
    return 'originalSource' in entry ? entry.originalSource : null;
  };
}

// esbuild writes it beside the bundle.
const mapIn = (text: string): ConstructorParameters<typeof SourceMap>[0] =>
  JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0];
