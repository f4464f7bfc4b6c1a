/** Runs `execute` once for all who ask the same at about the same time. */
export type ShareAnswer<T> = (question: string, execute: () => Promise<T>) => Promise<T>;

type Kept<T> = { answer: Promise<T>; answeredAt: number };

const MOST_KEPT = 2_000;
/** Listeners hear of an event within moments of each other; who comes later asks anew. */
const KEEP_MS = 1_000;

/** Of a hundred listeners that follow the same, one asks the database. An answer under way is everybody's. */
export function createSharedAnswers<T>(now: () => number = () => performance.now()): ShareAnswer<T> {
  const kept = new Map<string, Kept<T>>();
  return (question, execute) => {
    const found = kept.get(question);
    if (found !== undefined && now() - found.answeredAt < KEEP_MS) return found.answer;
    const answer = execute();
    const entry = { answer, answeredAt: Number.POSITIVE_INFINITY };
    const settle = (): void => void (entry.answeredAt = now());
    answer.then(settle, settle);
    kept.delete(question);
    kept.set(question, entry);
    if (kept.size > MOST_KEPT) forgetOldest(kept);
    return answer;
  };
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
