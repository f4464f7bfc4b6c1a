/** Runs `execute` once for all who ask the same at about the same time. */
export type ShareAnswer<T> = (question: string, execute: () => Promise<T>) => Promise<T>;

const MOST_KEPT = 500;
/** Listeners hear of an event within moments of each other; who comes later asks anew. */
const KEEP_MS = 1_000;

/** Of a hundred listeners that follow the same, one asks the database. */
export function createSharedAnswers<T>(now: () => number = () => performance.now()): ShareAnswer<T> {
  const kept = new Map<string, { at: number; answer: Promise<T> }>();
  return (question, execute) => {
    const found = kept.get(question);
    if (found !== undefined && now() - found.at < KEEP_MS) return found.answer;
    const answer = execute();
    kept.delete(question);
    kept.set(question, { at: now(), answer });
    if (kept.size > MOST_KEPT) forgetOldest(kept);
    return answer;
  };
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
