import { useState } from 'react';
import { useMutation } from 'urql';
import { BroadcastSend, type Refusal } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import type { Faults } from '../ui/faults.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import {
  type BroadcastDraft,
  broadcastFieldOf,
  broadcastInputOf,
  checkBroadcast,
  wrongOpenid,
} from './broadcast-draft.ts';
import { messagesTexts } from './messages.texts.ts';

type Sending = {
  faults: Faults;
  problem: Problem | null;
  leftOver: Problem | null;
  /** An earlier try went out although its answer was lost. */
  wasSent: boolean;
  isBusy: boolean;
  /** Whether a draft holds what it needs; shows what it lacks. */
  check: (draft: BroadcastDraft) => boolean;
  send: (draft: BroadcastDraft) => Promise<void>;
};

/** Sends one broadcast: all tries have the same key, so that a lost answer never sends twice, whatever is changed then. */
export function useSending(): Sending {
  const texts = useTexts(messagesTexts);
  const say = useToast();
  const [key] = useState(newIdempotencyKey);
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wasSent, setSent] = useState(false);
  const [{ fetching }, mutate] = useMutation(BroadcastSend);
  const check = (draft: BroadcastDraft): boolean => {
    const own = [...checkBroadcast(draft)].map(([name, fault]) => [name, texts[fault]] as const);
    refuse(Object.fromEntries(own));
    return own.length === 0;
  };
  const faultOf = ({ field, message }: Refusal, { openids }: BroadcastDraft): [path: string, fault: string] => {
    const wrong = wrongOpenid(field, openids);
    return [broadcastFieldOf(field) ?? '', wrong ? texts.wrongOpenid(wrong.line, wrong.openid, message) : message];
  };
  const send = async (draft: BroadcastDraft): Promise<void> => {
    const { data, error } = await mutate({ input: broadcastInputOf(draft, key) });
    setProblem(error ? problemOf(error) : null);
    if (!data) return;
    const { broadcast, userErrors } = data.broadcastSend;
    const others = userErrors.filter(({ code }) => code !== 'IDEMPOTENCY_KEY_REUSED');
    setSent(others.length < userErrors.length);
    refuse(Object.fromEntries(others.map((refusal) => faultOf(refusal, draft))));
    if (!broadcast) return;
    say(texts.done(broadcast.sentCount, broadcast.skippedCount));
    go({ page: 'broadcasts' });
  };
  return { faults, problem, leftOver, wasSent, isBusy: fetching, check, send };
}
