// `npm run soak -- [name] …`: what is done to a server for long, and must leave it sound. Without a name: kill-nine.
const RUNS: Readonly<Record<string, () => Promise<unknown>>> = {
  batches: () => import('./batches.ts'),
  'kill-nine': () => import('./kill-nine.ts'),
  claims: () => import('./claims.ts'),
  instances: () => import('./instances.ts'),
  webhooks: () => import('./webhooks.ts'),
};

const [, , name = ''] = process.argv;
const isNamed = Object.hasOwn(RUNS, name);
// The run reads the words that are left.
if (isNamed) process.argv.splice(2, 1);
await RUNS[isNamed ? name : 'kill-nine']?.();
