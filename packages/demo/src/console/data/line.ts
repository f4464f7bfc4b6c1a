const LINE = 'kaquan:line';

/** Tells what a call has found out about the line. */
export const tellLine = (isThere: boolean): boolean => dispatchEvent(new CustomEvent(LINE, { detail: isThere }));

/** Hears what calls and the browser find out about the line, until it is called off. */
export function hearLine(hear: (isThere: boolean) => void): () => void {
  const told = (event: Event): void => hear(event instanceof CustomEvent && event.detail === true);
  const back = (): void => hear(true);
  const gone = (): void => hear(false);
  addEventListener(LINE, told);
  addEventListener('online', back);
  addEventListener('offline', gone);
  return () => {
    removeEventListener(LINE, told);
    removeEventListener('online', back);
    removeEventListener('offline', gone);
  };
}
