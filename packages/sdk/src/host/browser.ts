import type { KeyValueStore } from '../core/attempts.ts';
import type { Host, HostRequest, Off } from '../core/host.ts';
import { safeStore } from './safe-store.ts';

const CHANGES = ['visibilitychange', 'pageshow', 'online'];

/** A page. Nothing is touched before it is needed, so it may be made where there is no page. */
export const createBrowserHost = (storage?: KeyValueStore): Host => ({
  newKey: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
  store: safeStore(() => storage || localStorage),
  isOnline: () => navigator.onLine,
  isVisible: () => !document.hidden,
  onChange(listener) {
    // Captured, because one of them is the document's and does not bubble everywhere.
    CHANGES.forEach((type) => addEventListener(type, listener, true));
    return () => CHANGES.forEach((type) => removeEventListener(type, listener, true));
  },
  send: sendRequest,
});

/** XMLHttpRequest: the one way that streams, times out and aborts in every engine that we serve. */
export function sendRequest({ url, headers = {}, body, timeoutMs, onText, onDone }: HostRequest): Off {
  const request = new XMLHttpRequest();
  const begun = Date.now();
  let failure = 'NETWORK';
  request.open(body ? 'POST' : 'GET', url);
  request.timeout = timeoutMs;
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.ontimeout = () => (failure = 'TIMEOUT');
  request.onprogress = () => {
    // Not of a refusal: that is an answer, not a stream.
    if (!onText || request.status !== 200) return;
    // Counted from the beginning, so what is alive gets more.
    request.timeout = Date.now() - begun + timeoutMs;
    onText(request.responseText);
  };
  request.onloadend = () => {
    const { status } = request;
    const text = status ? request.responseText : failure;
    onDone({ status, text, requestId: request.getResponseHeader('X-Request-Id') });
  };
  request.send(body);
  return () => {
    request.onprogress = request.onloadend = null;
    request.abort();
  };
}
