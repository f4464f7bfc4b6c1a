import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` writes to `<data folder>/sandbox.json` for the first sandbox merchant. */
export type Sandbox = {
  url: string;
  appId: string;
  secretKey: string;
  publishableKey: string;
  signingSecret: string;
};

/** Reads `sandbox.json`, given itself or the folder that holds it. */
export function readSandbox(path: string): Sandbox {
  const file = statSync(path).isDirectory() ? join(path, 'sandbox.json') : path;
  const fields: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const text = (name: string): string => {
    const value: unknown = Reflect.get(Object(fields), name);
    if (typeof value === 'string') return value;
    throw new Error(`${file} holds no ${name}: start the server with its sandbox (npm start)`);
  };
  return {
    url: text('url'),
    appId: text('appId'),
    secretKey: text('secretKey'),
    publishableKey: text('publishableKey'),
    signingSecret: text('signingSecret'),
  };
}
