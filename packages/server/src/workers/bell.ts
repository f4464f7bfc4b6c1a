/** Wakes one waiter before its time is up. A ring that nobody waits for is kept for the next one. */
export type Bell = { ring(): void; ringOr(milliseconds: number): Promise<void> };

export function createBell(): Bell {
  let hasRung = false;
  let wakeUp: (() => void) | null = null;
  return {
    ring: () => {
      hasRung = true;
      wakeUp?.();
    },
    ringOr: async (milliseconds) => {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakeUp = null;
      }
      hasRung = false;
    },
  };
}
