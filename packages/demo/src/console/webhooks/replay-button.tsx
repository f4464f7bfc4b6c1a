import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { type EndpointName, EventsReplay } from '../../generated/console.ts';
import { type Problem, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

type ReplayProps = {
  endpoint: EndpointName;
  eventId: string;
  /** It is on its way: it is not sent twice, but tried at once. */
  isWaiting: boolean;
  isFirst: boolean;
  onReplayed: () => void;
};

/** Sends one event to one endpoint once more. */
export function ReplayButton({ endpoint, eventId, isWaiting, isFirst, onReplayed }: ReplayProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const say = useToast();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, replay] = useMutation(EventsReplay);
  const words = isWaiting ? texts.replayNow : isFirst ? texts.send : texts.replay;
  const send = async (): Promise<void> => {
    // Not disabled meanwhile: a button that is loses the focus.
    if (fetching) return;
    const { data, error } = await replay({ input: { endpointId: endpoint.id, eventIds: [eventId] } });
    setProblem(problemOfAnswer(error, data?.eventsReplay.userErrors));
    const count = data?.eventsReplay.count;
    if (count == null) return;
    say(texts.replayed(count));
    onReplayed();
  };
  return (
    <>
      <button
        type="button"
        className="button is-small"
        aria-label={texts.replayOf(words, endpoint.name)}
        onClick={() => void send()}
      >
        {words}
      </button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
