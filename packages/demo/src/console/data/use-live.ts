import { type AnyVariables, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { useEffect, useRef } from 'react';
import { useDesk } from '../session/desk.tsx';
import { follow } from './follow.ts';
import { createLiveSocket } from './live-socket.ts';

type Listening<Data, Variables> = {
  document: TypedDocumentNode<Data, Variables & { after?: string | null | undefined }>;
  variables: Variables;
  /** Takes one event and gives its cursor. */
  onEvent: (data: Data) => string;
  /** Nothing is listened to while there is nothing to hear. */
  isPaused?: boolean;
};

/** Listens to a subscription as long as the page is shown; cuts are mended from the last cursor. */
export function useLive<Data, Variables extends AnyVariables & Record<string, unknown>>(
  listening: Listening<Data, Variables>,
): void {
  const { merchant } = useDesk();
  const { document, isPaused = false } = listening;
  const latest = useRef(listening);
  latest.current = listening;
  const key = JSON.stringify(listening.variables);
  useEffect(() => {
    if (isPaused) return undefined;
    const socket = createLiveSocket(merchant.appId, () => undefined);
    const follower = follow({
      subscribe: socket.subscribe,
      query: stringifyDocument(document),
      variables: latest.current.variables,
      after: null,
      onEvent: (data) => latest.current.onEvent(dataOf(data)),
      onRefused: () => undefined,
    });
    const hurry = (): void => follower.hurry();
    addEventListener('online', hurry);
    return () => {
      removeEventListener('online', hurry);
      follower.stop();
      socket.close();
    };
  }, [merchant.appId, document, key, isPaused]);
}

// The server answers what the document asks; the document was checked against its schema.
const dataOf = <Data>(data: unknown): Data => data as Data;
