import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { FastReview, type FastReviewFields, FastReviewSet } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { dayAfter, dayOf, isDay, minuteText, startOfDay } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { reviewsTexts } from './reviews.texts.ts';

/** The same for the merchant whose desk the operator has open. */
export function OwnFastReview(): ReactNode {
  const [{ data }] = useQuery({ query: FastReview, requestPolicy: 'network-only' });
  return data ? <FastReviewPanel merchant={data.merchant} /> : null;
}

/** Whether what a merchant hands in is approved at once, and the operator's hand on it (M4). */
export function FastReviewPanel({ merchant }: { merchant: FastReviewFields }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [now] = useState(() => Date.now());
  const [saved, setSaved] = useState<FastReviewFields | null>(null);
  const shown = saved ?? merchant;
  const until = shown.fastReviewClosedUntil;
  const closedUntil = until !== null && Date.parse(until) > now ? until : null;
  const { faults, problem, isBusy, set } = useFastReview(shown.appId, setSaved);
  return (
    <FaultsContext value={faults}>
      <Section title={texts.fast} hint={texts.fastHint}>
        {problem && <ProblemNotice problem={problem} />}
        <State merchant={shown} closedUntil={closedUntil} />
        <CloseForm merchant={shown} isClosed={closedUntil !== null} isBusy={isBusy} onSet={set} />
      </Section>
    </FaultsContext>
  );
}

type StateProps = { merchant: FastReviewFields; closedUntil: string | null };

function State({ merchant: { name, timeZone }, closedUntil }: StateProps): ReactNode {
  const texts = useTexts(reviewsTexts);
  const { language } = useLanguage();
  return (
    <p className={closedUntil === null ? 'verdict is-fast is-good' : 'verdict is-fast is-warning'}>
      <strong>{name}</strong>
      <span>
        {closedUntil === null ? texts.fastOpen : texts.fastClosed(minuteText(closedUntil, { timeZone, language }))}
      </span>
    </p>
  );
}

type CloseProps = {
  merchant: FastReviewFields;
  isClosed: boolean;
  isBusy: boolean;
  /** No day: none that can be taken was chosen; null opens it again. */
  onSet: (closedUntil: string | null | undefined) => Promise<void>;
};

function CloseForm({ merchant: { timeZone }, isClosed, isBusy, onSet }: CloseProps): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const [day, setDay] = useState(() => dayAfter(today, 7));
  const close = (event: SubmitEvent): void => {
    event.preventDefault();
    void onSet(isDay(day) && day >= today ? startOfDay(dayAfter(day, 1), timeZone) : undefined);
  };
  return (
    <form className="password-form" onSubmit={close} noValidate>
      <TextField
        path="closedUntil"
        label={texts.closeUntil}
        hint={texts.closeUntilHint}
        type="date"
        min={today}
        value={day}
        onChange={setDay}
      />
      <div className="segments">
        <button className="button is-danger" disabled={isBusy}>
          {isClosed ? texts.changeDay : texts.close}
        </button>
        {isClosed && (
          <button type="button" className="button" disabled={isBusy} onClick={() => void onSet(null)}>
            {texts.reopen}
          </button>
        )}
      </div>
    </form>
  );
}

type Setting = { faults: Faults; problem: Problem | null; isBusy: boolean; set: CloseProps['onSet'] };

function useFastReview(appId: string, onSaved: (merchant: FastReviewFields) => void): Setting {
  const texts = useTexts(reviewsTexts);
  const say = useToast();
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(FastReviewSet);
  const set: Setting['set'] = async (closedUntil) => {
    if (closedUntil === undefined) return setFaults({ closedUntil: texts.needsDay });
    const { data, error } = await send({ input: { appId, closedUntil } });
    setProblem(error ? problemOf(error) : null);
    const [refusal] = data?.merchantFastReviewSet.userErrors ?? [];
    setFaults(refusal ? { closedUntil: refusal.message } : {});
    const merchant = data?.merchantFastReviewSet.merchant;
    if (!merchant) return;
    onSaved(merchant);
    say(texts.fastSaved);
  };
  return { faults, problem, isBusy: fetching, set };
}
