import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDataFolder } from '../compose/data-folder.ts';
import type { Config } from '../config.ts';
import { ensureDerivedOperatorKey, ensureOperatorKey, type Root } from '../domain/access/index.ts';
import { addressIn, type SandboxFile } from '../sandbox/sandbox-file.ts';
import { seedSandbox } from '../sandbox/seed-sandbox.ts';

const FILE = 'sandbox.json';

export const sandboxPath = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, FILE);

/** The server's address as the last start, or the last seeding, has written it. */
export function keptAddress(config: Pick<Config, 'dataDir'>): string | null {
  try {
    return addressIn(readFileSync(sandboxPath(config), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Holds keys, so only its owner reads it; renamed into place, so nobody reads half of it. */
function writeWhole(path: string, file: SandboxFile): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** The configured operator key while it works, else one that every instance derives alike. */
async function operatorKeyThatWorks(root: Root, configured: string | null): Promise<string> {
  const kept = configured === null ? null : await ensureOperatorKey(root, configured);
  return configured !== null && kept?.revokedAt === null ? configured : ensureDerivedOperatorKey(root);
}

/** Seeds the sandbox merchants (W8) and tells their keys in `<data folder>/sandbox.json`, for this user only. */
export async function prepareSandbox(config: Config, root: Root, url: string): Promise<SandboxFile> {
  ensureDataFolder(config.dataDir);
  const operatorKey = await operatorKeyThatWorks(root, config.operatorKey);
  const file = await seedSandbox(root, { url, operatorKey });
  writeWhole(sandboxPath(config), file);
  return file;
}

/** Pages that show what the sandbox has: the demo shop, and where a link to its first card ends. */
export const sandboxAddresses = ({ url, cards }: SandboxFile) => ({
  shop: `${url}/demo/`,
  claimPage: `${url}/c/${Object.values(cards)[0] ?? ''}`,
});

/** The sandbox as people read it in their terminal. */
export const sandboxLines = (file: SandboxFile, path: string): string[] => [
  '',
  'Sandbox merchant',
  `  appId           ${file.appId}`,
  `  appSecret       ${file.appSecret}`,
  `  secret key      ${file.secretKey}`,
  `  publishable key ${file.publishableKey}`,
  `  report key      ${file.reportKey}`,
  `  signing secret  ${file.signingSecret}`,
  `Second merchant   ${file.other.appId} (keys in ${path})`,
  `Operator key      ${file.operatorKey}`,
  '',
  'Sign in (once, within 24 hours)',
  `  ${file.signInUrl}`,
  '',
  'Try it',
  `  shop            ${sandboxAddresses(file).shop}`,
  `  claim page      ${sandboxAddresses(file).claimPage}`,
];
