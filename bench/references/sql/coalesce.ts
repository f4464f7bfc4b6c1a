/** One lane works off its batches one after the other. */
type Lane<Item, Answer> = {
  waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[];
  isBusy: boolean;
};

type Setting<Item, Answer> = {
  lanes: number;
  /** Items that can get into each other's way belong to one lane: equal texts get the same one. */
  laneOf: (item: Item) => string;
  /** Gives an answer for each item, in their order. */
  send: (items: readonly Item[]) => Promise<readonly Answer[]>;
};

/** Beyond that a batch only makes the first one wait longer. */
const MOST_TOGETHER = 256;

/**
 * What comes while a batch is under way goes into the next one together. No timers: batches grow by themselves when there
 * is much to do, and a lone item goes at once.
 */
export function coalescing<Item, Answer>({ lanes: count, laneOf, send }: Setting<Item, Answer>) {
  const lanes = Array.from({ length: count }, (): Lane<Item, Answer> => ({ waiting: [], isBusy: false }));
  const work = async (lane: Lane<Item, Answer>): Promise<void> => {
    lane.isBusy = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, MOST_TOGETHER);
      try {
        const answers = await send(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, nth) => {
          const answer = answers[nth];
          if (answer === undefined) reject(new Error('The batch gave no answer'));
          else resolve(answer);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    lane.isBusy = false;
  };
  return (item: Item): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const lane = lanes[hashOf(laneOf(item)) % count];
      if (lane === undefined) return reject(new Error('No lane'));
      lane.waiting.push({ item, resolve, reject });
      if (!lane.isBusy) void work(lane);
    });
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
  return hash;
}
