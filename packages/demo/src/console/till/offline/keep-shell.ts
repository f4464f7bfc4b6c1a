const WORKER = '/console/sw.js';
const SCOPE = '/console/';

type Policy = { createScriptURL: (address: string) => string };
type PolicyFactory = {
  createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => Policy;
};

// A browser interface that TypeScript's library does not know yet.
const factory = (): PolicyFactory | undefined => Reflect.get(globalThis, 'trustedTypes') as PolicyFactory | undefined;

/** The one address that the page's policy lets a worker come from. */
const trustedAddress = (): string =>
  factory()
    ?.createPolicy('kaquan-worker', { createScriptURL: () => WORKER })
    .createScriptURL(WORKER) ?? WORKER;

/** Has the browser keep the built files, so that the till opens without a line. Without workers it does not. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // Made a second time under the same name, the policy would be refused.
  if ((await navigator.serviceWorker.getRegistration(SCOPE)) !== undefined) return;
  await navigator.serviceWorker.register(trustedAddress(), { scope: SCOPE });
}
