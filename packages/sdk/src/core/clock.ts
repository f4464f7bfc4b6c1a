/** The server's time, as far as its answers have told it: the clock of a phone may be hours away. */
export type Clock = {
  /** Milliseconds since 1970 at the server. */
  now: () => number;
  /** Learns from an answer to what was asked at `askedAt`, by this device. */
  learn: (serverTime: string, askedAt: number) => void;
};

export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    learn(serverTime, askedAt) {
      // The answer was on its way for about half of the round trip.
      offset = Date.parse(serverTime) - (askedAt + Date.now()) / 2 || 0;
    },
  };
}
