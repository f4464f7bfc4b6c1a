import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  CardRedemption,
  type CardRedemptionFields,
  CardRotatingCodeSet,
  CardSelfRedemptionSet,
  type CodeType,
} from '../../generated/console.ts';
import { type Problem, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Switch } from '../ui/choice-fields.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { settingsTexts } from './settings.texts.ts';

/** Whether users redeem it themselves, and what staff have to scan. */
export function CardRedemptionPanel({ cardId, canSet }: { cardId: string; canSet: boolean }): ReactNode {
  const texts = useTexts(settingsTexts);
  const { may } = useDesk();
  const [{ data }] = useQuery({ query: CardRedemption, variables: { id: cardId } });
  const card = data?.card;
  if (!card) return null;
  if (!canSet || !may('cards:write')) return <Shown card={card} />;
  return (
    <Section title={texts.title}>
      {SHOWN_AS_QR.includes(card.codeType) && <RotatingSwitch card={card} />}
      <SelfForm key={JSON.stringify(card.selfRedemption)} card={card} />
    </Section>
  );
}

/** Only these have a QR code that could change (K3). */
const SHOWN_AS_QR: readonly CodeType[] = ['CODE_TYPE_QRCODE', 'CODE_TYPE_ONLY_QRCODE'];

/** Takes effect at once: there is nothing else to be said with it. */
function RotatingSwitch({ card }: { card: CardRedemptionFields }): ReactNode {
  const texts = useTexts(settingsTexts);
  const say = useToast();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [wanted, setWanted] = useState(card.needsRotatingCode);
  const [, set] = useMutation(CardRotatingCodeSet);
  const change = async (isRequired: boolean): Promise<void> => {
    setWanted(isRequired);
    const { data, error } = await set({ input: { cardId: card.id, isRequired } });
    const found = problemOfAnswer(error, data?.cardRotatingCodeSet.userErrors);
    setProblem(found);
    if (found) setWanted(!isRequired);
    else say(texts.saved);
  };
  return (
    <>
      <Switch label={texts.rotating} hint={texts.rotatingHint} isOn={wanted} onChange={(isOn) => void change(isOn)} />
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

function Shown({ card: { selfRedemption, needsRotatingCode } }: { card: CardRedemptionFields }): ReactNode {
  const texts = useTexts(settingsTexts);
  const words = (isOn: boolean): string => (isOn ? texts.on : texts.off);
  return (
    <Facts title={texts.title}>
      <Fact name={texts.rotating}>{words(needsRotatingCode)}</Fact>
      <Fact name={texts.self}>{words(selfRedemption.isOpen)}</Fact>
      {selfRedemption.isOpen && (
        <>
          <Fact name={texts.code}>{words(selfRedemption.needsVerificationCode)}</Fact>
          <Fact name={texts.amount}>{words(selfRedemption.needsRemarkAmount)}</Fact>
        </>
      )}
    </Facts>
  );
}

function SelfForm({ card }: { card: CardRedemptionFields }): ReactNode {
  const texts = useTexts(settingsTexts);
  const say = useToast();
  const [self, setSelf] = useState(card.selfRedemption);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, set] = useMutation(CardSelfRedemptionSet);
  const { isOpen, needsVerificationCode, needsRemarkAmount } = self;
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = { cardId: card.id, isOpen, needsVerificationCode, needsRemarkAmount };
    const { data, error } = await set({ input });
    const found = problemOfAnswer(error, data?.cardSelfRedemptionSet.userErrors);
    setProblem(found);
    if (!found) say(texts.saved);
  };
  return (
    <form className="redemption-form" onSubmit={(event) => void send(event)}>
      <Switch
        label={texts.self}
        hint={texts.selfHint}
        isOn={isOpen}
        onChange={(next) => setSelf({ ...self, isOpen: next })}
      />
      {isOpen && (
        <>
          <Switch
            label={texts.code}
            hint={texts.codeHint}
            isOn={needsVerificationCode}
            onChange={(next) => setSelf({ ...self, needsVerificationCode: next })}
          />
          <Switch
            label={texts.amount}
            isOn={needsRemarkAmount}
            onChange={(next) => setSelf({ ...self, needsRemarkAmount: next })}
          />
        </>
      )}
      {problem && <ProblemNotice problem={problem} />}
      <button className="button" disabled={fetching}>
        {fetching ? texts.busy : texts.save}
      </button>
    </form>
  );
}
