import { type ReactNode, useEffect, useRef, useState } from 'react';
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
    save(input);
  };
  const confirm = (input: Change): void => {
    setAsked(null);
    save(input);
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

type Switching = { shown: FormSwitches; problem: Problem | null; save: (input: Change) => void };

function useSwitches(merchant: FormSwitches): Switching {
  const texts = useTexts(signaturesTexts);
  const say = useToast();
  const [known, setKnown] = useState(merchant);
  const [waiting, setWaiting] = useState<readonly Change[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [, send] = useMutation(SignatureFormsSet);
  const last = useRef(Promise.resolve());
  useEffect(() => setKnown(merchant), [merchant]);
  const saveOne = async (input: Change): Promise<void> => {
    const { data, error } = await send({ input });
    setProblem(problemOfAnswer(error, data?.merchantSignatureFormsSet.userErrors));
    setWaiting((changes) => changes.filter((one) => one !== input));
    const saved = data?.merchantSignatureFormsSet.merchant;
    if (!saved) return;
    setKnown(saved);
    say(texts.saved);
  };
  // A switch that waits for the server seems broken, and one that is disabled meanwhile loses the focus: each tap shows at
  // once and is sent after the one before; it goes back when the server refuses.
  const save = (input: Change): void => {
    setWaiting((changes) => [...changes, input]);
    last.current = last.current.then(() => saveOne(input));
  };
  const shown = waiting.reduce<FormSwitches>((switches, one) => ({ ...switches, ...one }), known);
  return { shown, problem, save };
}
