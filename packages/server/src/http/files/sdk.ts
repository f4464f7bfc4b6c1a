import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DoorRefusal } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';
import { below, type Route } from '../routes.ts';
import { type BuiltFolder, openBuiltFolder } from './built-folder.ts';
import { assertRead, FOR_EVER, pathBelow, replyFile } from './reply-file.ts';

/** The SDK that this installation serves to pages. */
export type ServedSdk = {
  version: string;
  files: BuiltFolder;
  /** `/sdk/<version>`: what pages load files below. */
  address: string;
};

const packageSchema = z.object({ version: z.string() });
/** Follows the newest of a major version. Until there is a 1.0 it follows what there is. */
const ALIAS = 'v1';
const ALIAS_CACHE = 'public, max-age=300';

/** @param installation the folder that holds `packages/` */
export function findSdk(installation: string): ServedSdk {
  const folder = join(installation, 'packages/sdk');
  const path = join(folder, 'package.json');
  const { version } = existsSync(path)
    ? packageSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { version: '0.0.0' };
  return { version, files: openBuiltFolder(join(folder, 'dist/cdn')), address: `/sdk/${version}` };
}

/** `/sdk/<version>/…`: scripts and styles for pages anywhere. An address names its content for ever; `/sdk/v1/…` follows. */
export const createSdkRoute = (sdk: ServedSdk): Route => below('/sdk', (exchange) => serveSdk(exchange, sdk));

async function serveSdk(exchange: Exchange, { version, files }: ServedSdk): Promise<void> {
  assertRead(exchange);
  const [asked = '', ...rest] = pathBelow(exchange, '/sdk')?.split('/') ?? [];
  exchange.head['Access-Control-Allow-Origin'] = '*';
  if (!(await files.isBuilt()))
    throw notFound('The SDK is not built here: run `npx pnpm --filter @kaquan/sdk build` and ask again');
  const path = rest.join('/');
  const file = asked === version || asked === ALIAS ? await files.find(path) : null;
  if (file === null) throw notFound(`No such file. This server has version ${version} of the SDK, at /sdk/${version}/`);
  replyFile(exchange, file, {
    'Cache-Control': asked === version ? FOR_EVER : ALIAS_CACHE,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Timing-Allow-Origin': '*',
    ...(/\.m?js$/.test(path) ? { SourceMap: `${rest.at(-1)}.map` } : {}),
  });
}

const notFound = (message: string): DoorRefusal => new DoorRefusal(404, 'NOT_FOUND', message);
