import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { ReviewDecide, type ReviewSubject, type ReviewVerdict } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { reviewsTexts } from './reviews.texts.ts';

const reasonsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The operator's word, with what the merchant is told. */
export function DecideForm({ reviewId, subject }: { reviewId: string; subject: ReviewSubject }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const say = useToast();
  const [reasons, setReasons] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, decide] = useMutation(ReviewDecide);
  const give = async (verdict: ReviewVerdict): Promise<void> => {
    const told = reasonsIn(reasons);
    if (verdict === 'REJECTED' && told.length === 0) return setFaults({ reasons: texts.needsReason });
    const { data, error } = await decide({ input: { reviewId, verdict, reasons: told } });
    setProblem(error ? problemOf(error) : null);
    const [refusal] = data?.reviewDecide.userErrors ?? [];
    setFaults(refusal ? { reasons: refusal.message } : {});
    if (!data?.reviewDecide.review) return;
    say(verdict === 'APPROVED' ? texts.approved : texts.rejected);
    go({ page: 'reviews' });
  };
  const add = (reason: string): void => setReasons((before) => [...reasonsIn(before), reason].join('\n'));
  return (
    <FaultsContext value={faults}>
      <Section title={texts.decide}>
        {problem && <ProblemNotice problem={problem} />}
        <TextArea
          path="reasons"
          label={texts.reasons}
          hint={texts.reasonsHint}
          value={reasons}
          onChange={setReasons}
          rows={3}
        />
        <div className="segments" role="group" aria-label={texts.common}>
          {(subject === 'STORE' ? texts.commonStoreReasons : texts.commonReasons).map((reason) => (
            <button key={reason} type="button" className="button is-small" onClick={() => add(reason)}>
              {reason}
            </button>
          ))}
        </div>
        <div className="dialog-actions">
          <button type="button" className="button is-danger" disabled={fetching} onClick={() => void give('REJECTED')}>
            {texts.reject}
          </button>
          <button type="button" className="button is-primary" disabled={fetching} onClick={() => void give('APPROVED')}>
            {texts.approve}
          </button>
        </div>
      </Section>
    </FaultsContext>
  );
}
