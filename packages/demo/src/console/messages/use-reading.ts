import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { NoticesRead, NoticesUnread } from '../../generated/console.ts';
import { type Problem, problemOfAnswer } from '../data/problem.ts';

type Reading = {
  unread: number | null;
  problem: Problem | null;
  /** Grows as something was marked. */
  generation: number;
  /** Marks these notices as read, or all of them; whether that was done. */
  read: (messageIds: readonly string[] | null) => Promise<boolean>;
};

/** How many notices are unread, and the way to mark them. The tab shows the same count, so it is asked anew for both. */
export function useReading(): Reading {
  const [{ data }, ask] = useQuery({ query: NoticesUnread });
  const [, mark] = useMutation(NoticesRead);
  const [generation, setGeneration] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read: Reading['read'] = async (messageIds) => {
    const answer = await mark({ input: { messageIds: messageIds === null ? null : [...messageIds] } });
    const found = problemOfAnswer(answer.error, answer.data?.noticesMarkRead.userErrors);
    setProblem(found);
    if (found) return false;
    ask({ requestPolicy: 'network-only' });
    setGeneration((before) => before + 1);
    return true;
  };
  return { unread: data?.noticesUnreadCount ?? null, problem, generation, read };
}
