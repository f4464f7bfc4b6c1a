import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { StoreRedemption, StoreVerificationCodesSet } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { useProblemText } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { settingsTexts } from './settings.texts.ts';
import { areVerificationCodes, verificationCodesIn } from './verification-codes.ts';

/** What users name in this store when they redeem there themselves (R4). */
export function StoreCodesPanel({ storeId }: { storeId: string }): ReactNode {
  const texts = useTexts(settingsTexts);
  const { may } = useDesk();
  const [{ data }] = useQuery({ query: StoreRedemption, variables: { id: storeId } });
  const codes = data?.store?.verificationCodes;
  if (codes === undefined) return null;
  return (
    <Section title={texts.codes} hint={texts.codesHint}>
      {may('stores:write') ? (
        <CodesForm key={codes.join()} storeId={storeId} codes={codes} />
      ) : (
        <p>{codes.length === 0 ? texts.noCodes : codes.join('、')}</p>
      )}
    </Section>
  );
}

function CodesForm({ storeId, codes }: { storeId: string; codes: readonly string[] }): ReactNode {
  const texts = useTexts(settingsTexts);
  const say = useToast();
  const problemText = useProblemText();
  const [text, setText] = useState(() => codes.join('\n'));
  const [faults, setFaults] = useState<Faults>({});
  const [{ fetching }, set] = useMutation(StoreVerificationCodesSet);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = verificationCodesIn(text);
    if (!areVerificationCodes(wanted)) return setFaults({ codes: texts.codesFault });
    const { data, error } = await set({ input: { storeId, codes: wanted } });
    if (error) return setFaults({ codes: problemText(problemOf(error)) });
    const [refusal] = data?.storeVerificationCodesSet.userErrors ?? [];
    setFaults(refusal ? { codes: refusal.message } : {});
    if (!refusal) say(texts.saved);
  };
  return (
    <FaultsContext value={faults}>
      <form className="password-form" onSubmit={(event) => void send(event)} noValidate>
        <TextArea path="codes" label={texts.codesLabel} value={text} onChange={setText} rows={3} />
        <button className="button" disabled={fetching}>
          {fetching ? texts.busy : texts.save}
        </button>
      </form>
    </FaultsContext>
  );
}
