import { safeStore } from '../../host/safe-store.ts';

const NAME = 'kq:tap';
const KEPT_MS = 300_000;
const store = safeStore(() => sessionStorage);

/** Goes to the page that signs the user in, and from there back to this one, where the tap goes on. */
export function signIn(address: string, cardId: string): void {
  const url = new URL(address, location.href);
  // Anything but the web would be a way into the page.
  if (!url.protocol.startsWith('http')) return;
  store.setItem(NAME, cardId + Date.now());
  url.searchParams.set('return_to', location.href);
  location.assign(url.href);
}

/** Whether the user has come back, within five minutes, from signing in for this card. It is told once. */
export function takeTap(cardId: string): boolean {
  const kept = store.getItem(NAME) || '';
  if (kept.indexOf(cardId)) return false;
  store.removeItem(NAME);
  return Date.now() - Number(kept.slice(cardId.length)) < KEPT_MS;
}
