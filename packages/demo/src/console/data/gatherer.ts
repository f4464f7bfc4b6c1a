const GATHER_MS = 60;

/** Gives what comes within one moment together: a rush of thousands must not freeze the page. */
export function gatherer<T>(give: (rows: T[]) => void): { add: (row: T) => void; stop: () => void } {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    give(waiting);
    waiting = [];
  };
  return {
    add: (row) => {
      waiting.push(row);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
