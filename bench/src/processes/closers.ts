type Close = () => Promise<void> | void;

/** What has been started, to be ended in reverse order: once, whoever asks first. */
export type Closers = { add: (close: Close) => void; closeAll: () => Promise<void> };

export function createClosers(): Closers {
  const waiting: Close[] = [];
  let closing: Promise<void> | null = null;
  const closeWaiting = async (): Promise<void> => {
    for (let close = waiting.pop(); close !== undefined; close = waiting.pop()) await close();
  };
  return {
    add: (close) => {
      waiting.push(close);
      // What was just being started when the end came ends too.
      if (closing !== null) closing = closing.then(closeWaiting);
    },
    closeAll: () => (closing ??= closeWaiting()),
  };
}
