import { type ReactNode, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type FormSwitches, SignatureForms, SignatureFormsSet } from '../../generated/console.ts';
import { type Problem, problemOf, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Switch } from '../ui/choice-fields.tsx';
import { Dialog } from '../ui/dialog.tsx';
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
      {data && <Switches merchant={data.merchant} />}
    </Section>
  );
}

type Change = { acceptsCardExtV1?: boolean; acceptsCardExtV2?: boolean };

const acceptsAny = ({ acceptsCardExtV1, acceptsCardExtV2 }: FormSwitches): boolean =>
  acceptsCardExtV1 || acceptsCardExtV2;

/** Switching off the last form ends all signed claims: that is asked once more. */
function Switches({ merchant }: { merchant: FormSwitches }): ReactNode {
  const texts = useTexts(signaturesTexts);
  const { may } = useDesk();
  const { shown, problem, save } = useSwitches(merchant);
  const [asked, setAsked] = useState<Change | null>(null);
  const change = (input: Change): void => {
    if (acceptsAny(shown) && !acceptsAny({ ...shown, ...input })) return setAsked(input);
    void save(input);
  };
  const confirm = (input: Change): void => {
    setAsked(null);
    void save(input);
  };
  return (
    <fieldset className="form-switches" disabled={!may('keys:write')}>
      {problem && <ProblemNotice problem={problem} />}
      <Switch
        label={texts.v1}
        hint={texts.v1Hint}
        isOn={shown.acceptsCardExtV1}
        onChange={(isOn) => change({ acceptsCardExtV1: isOn })}
      />
      <Switch
        label={texts.v2}
        hint={texts.v2Hint}
        isOn={shown.acceptsCardExtV2}
        onChange={(isOn) => change({ acceptsCardExtV2: isOn })}
      />
      {!may('keys:write') && <p className="hint">{texts.onlyOwner}</p>}
      {asked && <LastDialog onConfirm={() => confirm(asked)} onClose={() => setAsked(null)} />}
    </fieldset>
  );
}

function LastDialog({ onConfirm, onClose }: { onConfirm: () => void; onClose: () => void }): ReactNode {
  const texts = useTexts(signaturesTexts);
  return (
    <Dialog
      title={texts.lastTitle}
      confirm={texts.switchOff}
      cancel={texts.cancel}
      isDestroying
      isBusy={false}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <ul>
        {texts.lastPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Dialog>
  );
}

type Switching = { shown: FormSwitches; problem: Problem | null; save: (input: Change) => Promise<void> };

function useSwitches(merchant: FormSwitches): Switching {
  const texts = useTexts(signaturesTexts);
  const say = useToast();
  const [shown, setShown] = useState(merchant);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(SignatureFormsSet);
  useEffect(() => setShown(merchant), [merchant]);
  const save = async (input: Change): Promise<void> => {
    // Not disabled meanwhile: a switch that is loses the focus.
    if (fetching) return;
    // A switch that waits for the server seems broken; it goes back when the server refuses.
    setShown({ ...shown, ...input });
    const { data, error } = await send({ input });
    setProblem(problemOfAnswer(error, data?.merchantSignatureFormsSet.userErrors));
    const saved = data?.merchantSignatureFormsSet.merchant;
    setShown(saved ?? shown);
    if (saved) say(texts.saved);
  };
  return { shown, problem, save };
}
