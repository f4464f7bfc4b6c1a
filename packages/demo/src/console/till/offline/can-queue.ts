/** Keys, a database and locks are there on https and localhost only; without them nothing is kept for later. */
export const canQueue = (): boolean =>
  isSecureContext &&
  Reflect.get(globalThis, 'indexedDB') !== undefined &&
  Reflect.get(navigator, 'locks') !== undefined;
