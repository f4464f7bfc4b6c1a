import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type Endpoint, EventsReplay } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { Switch } from '../ui/choice-fields.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { textFieldsOf } from '../ui/text-fields-of.ts';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { checkRange, type RangeDraft, rangeOf, rangeUpTo } from './replay-range.ts';
import { webhooksTexts } from './webhooks.texts.ts';

type FormProps = { endpoint: Endpoint; onReplayed: () => void };

/** Sends a range of events to an endpoint once more; as it begins, what is missing of the latest ones. */
export function ReplayForm({ endpoint, onReplayed }: FormProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const [draft, setDraft] = useState<RangeDraft>(() => rangeUpTo(endpoint.queuedSequence ?? 0));
  const { faults, leftOver, problem, isBusy, replay } = useReplay(endpoint.id, onReplayed);
  const change = (fields: Partial<RangeDraft>): void => setDraft((before) => ({ ...before, ...fields }));
  const bound = textFieldsOf(draft, change);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    void replay(draft);
  };
  return (
    <Section title={texts.range} hint={texts.rangeHint}>
      <FaultsContext value={faults}>
        <form className="redemption-form" noValidate onSubmit={send}>
          <div className="fields-row">
            <TextField {...bound('afterSequence')} label={texts.after} inputMode="numeric" />
            <TextField {...bound('untilSequence')} label={texts.until} inputMode="numeric" />
          </div>
          <Switch
            label={texts.onlyMissing}
            isOn={draft.onlyMissing}
            onChange={(onlyMissing) => change({ onlyMissing })}
          />
          {problem && <ProblemNotice problem={problem} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          <button className="button" disabled={isBusy}>
            {texts.rangeSend}
          </button>
        </form>
      </FaultsContext>
    </Section>
  );
}

type Replaying = {
  faults: Faults;
  leftOver: Problem | null;
  problem: Problem | null;
  isBusy: boolean;
  replay: (draft: RangeDraft) => Promise<void>;
};

function useReplay(endpointId: string, onReplayed: () => void): Replaying {
  const texts = useTexts(webhooksTexts);
  const say = useToast();
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(EventsReplay);
  const replay = async (draft: RangeDraft): Promise<void> => {
    setProblem(null);
    const own = Object.entries(checkRange(draft));
    refuse(Object.fromEntries(own.map(([path, fault]) => [path, texts[fault]])));
    if (own.length > 0) return;
    const { data, error } = await send({ input: { endpointId, ...rangeOf(draft) } });
    if (error) return setProblem(problemOf(error));
    const { count = null, userErrors = [] } = data?.eventsReplay ?? {};
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [field[0] ?? '', message])));
    if (count === null) return;
    say(texts.replayed(count));
    onReplayed();
  };
  return { faults, leftOver, problem, isBusy: fetching, replay };
}
