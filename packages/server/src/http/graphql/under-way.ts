import { badRequest, DoorRefusal } from '../door-refusal.ts';

/** The operations of one socket that are being admitted, or listen. */
export type UnderWay = {
  /**
   * Begins one; it is under way until its controller aborts.
   * @throws DoorRefusal when there are too many, or when the id is one of them
   */
  begin: (id: string) => AbortController;
  /** Ends them all. */
  end: () => void;
};

const MOST_OPERATIONS = 50;

/** graphql-ws forgets an operation that is completed while it is being admitted: these are ours to end. */
export function createUnderWay(): UnderWay {
  const operations = new Map<string, AbortController>();
  return {
    begin: (id) => {
      if (operations.has(id)) throw badRequest('An operation with this id is still under way');
      if (operations.size >= MOST_OPERATIONS)
        throw new DoorRefusal(429, 'THROTTLED', `At most ${MOST_OPERATIONS} operations on one socket`);
      const leaving = new AbortController();
      operations.set(id, leaving);
      leaving.signal.addEventListener('abort', () => operations.delete(id), { once: true });
      return leaving;
    },
    end: () => {
      for (const leaving of [...operations.values()]) leaving.abort();
    },
  };
}
