import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type FormSwitches, SignatureForms, SignatureFormsSet } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Switch } from '../ui/choice-fields.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { signaturesTexts } from './signatures.texts.ts';

/** Which forms of signed `cardExt` open a claim; an owner may change it. */
export function FormSwitchPanel(): ReactNode {
  const texts = useTexts(signaturesTexts);
  const [{ data, error }, ask] = useQuery({ query: SignatureForms });
  return (
    <Section title={texts.switches} hint={texts.switchesHint}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && <Switches key={JSON.stringify(data.merchant)} merchant={data.merchant} />}
    </Section>
  );
}

type Change = { acceptsCardExtV1?: boolean; acceptsCardExtV2?: boolean };

function Switches({ merchant }: { merchant: FormSwitches }): ReactNode {
  const texts = useTexts(signaturesTexts);
  const say = useToast();
  const { may } = useDesk();
  const [shown, setShown] = useState(merchant);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, save] = useMutation(SignatureFormsSet);
  const change = async (input: Change): Promise<void> => {
    // A switch that waits for the server seems broken; it goes back when the server refuses.
    setShown({ ...shown, ...input });
    const { data, error } = await save({ input });
    const [refusal] = data?.merchantSignatureFormsSet.userErrors ?? [];
    setProblem(error ? problemOf(error) : refusal ? { ...refusal, requestId: null } : null);
    const saved = data?.merchantSignatureFormsSet.merchant;
    setShown(saved ?? shown);
    if (saved) say(texts.saved);
  };
  const isFixed = fetching || !may('keys:write');
  return (
    <fieldset className="form-switches" disabled={isFixed}>
      {problem && <ProblemNotice problem={problem} />}
      <Switch
        label={texts.v1}
        hint={texts.v1Hint}
        isOn={shown.acceptsCardExtV1}
        onChange={(isOn) => void change({ acceptsCardExtV1: isOn })}
      />
      <Switch
        label={texts.v2}
        hint={texts.v2Hint}
        isOn={shown.acceptsCardExtV2}
        onChange={(isOn) => void change({ acceptsCardExtV2: isOn })}
      />
      {!may('keys:write') && <p className="hint">{texts.onlyOwner}</p>}
    </fieldset>
  );
}
