import { useSyncExternalStore } from 'react';

function whenChanged(notice: () => void): () => void {
  addEventListener('online', notice);
  addEventListener('offline', notice);
  return () => {
    removeEventListener('online', notice);
    removeEventListener('offline', notice);
  };
}

/** Whether the browser knows of a line. That it does is no promise; that it does not is. */
export const useOnline = (): boolean => useSyncExternalStore(whenChanged, () => navigator.onLine);
