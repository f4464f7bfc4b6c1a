import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ClaimDrawSchedule } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { serverNow } from '../data/server-clock.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { FoldedSection } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { textFieldsOf } from '../ui/text-fields-of.ts';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { checkDraw, type DrawDraft, emptyDraw, inputOfDraw } from './draw-draft.ts';
import { drawTexts } from './draw.texts.ts';

type FormProps = { cardId: string; left: number; onScheduled: () => void };

/** Sets a draw up; most cards have none, so it begins folded. */
export function DrawForm({ cardId, left, onScheduled }: FormProps): ReactNode {
  const texts = useTexts(drawTexts);
  const { timeZone } = useDesk().merchant;
  const [draft, setDraft] = useState<DrawDraft>(() => emptyDraw(serverNow(), timeZone));
  const { faults, problem, isBusy, schedule } = useScheduling({ cardId, left, onScheduled });
  const bound = textFieldsOf(draft, (fields) => setDraft((before) => ({ ...before, ...fields })));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    void schedule(draft);
  };
  return (
    <FaultsContext value={faults}>
      <FoldedSection title={texts.form} isFilled={false} paths={['opensAt', 'closesAt', 'pieces']}>
        <p>{texts.about}</p>
        <form className="draw-form" noValidate onSubmit={send}>
          <div className="fields-row">
            <TextField {...bound('opensAt')} label={texts.opensAt} type="datetime-local" isRequired />
            <TextField {...bound('closesAt')} label={texts.closesAt} type="datetime-local" isRequired />
          </div>
          <p className="hint">{texts.timeZone(timeZone)}</p>
          <TextField
            {...bound('pieces')}
            label={texts.pieces}
            hint={texts.piecesHint(left)}
            inputMode="numeric"
            after={texts.unit}
            isRequired
          />
          {problem && <ProblemNotice problem={problem} />}
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.busy : texts.schedule}
          </button>
        </form>
      </FoldedSection>
    </FaultsContext>
  );
}

type Scheduling = {
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  schedule: (draft: DrawDraft) => Promise<void>;
};

function useScheduling({ cardId, left, onScheduled }: FormProps): Scheduling {
  const texts = useTexts(drawTexts);
  const { timeZone } = useDesk().merchant;
  const say = useToast();
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(ClaimDrawSchedule);
  const schedule = async (draft: DrawDraft): Promise<void> => {
    setProblem(null);
    const own = Object.entries(checkDraw(draft, { left, timeZone }));
    refuse(Object.fromEntries(own.map(([path, fault]) => [path, texts[fault]])));
    if (own.length > 0) return;
    const { data, error } = await send({ input: inputOfDraw(cardId, draft, timeZone) });
    if (error) return setProblem(problemOf(error));
    const { draw = null, userErrors = [] } = data?.claimDrawSchedule ?? {};
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [field[0] ?? '', message])));
    if (draw === null) return;
    say(texts.scheduled);
    onScheduled();
  };
  return { faults, problem: problem ?? leftOver, isBusy: fetching, schedule };
}
