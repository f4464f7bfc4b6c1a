import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type ClaimGuards, MerchantGuards, MerchantGuardsSet } from '../../generated/console.ts';
import { type Problem, problemOf, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { RadioField, Switch } from '../ui/choice-fields.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { CHALLENGES, guardTexts } from './guard.texts.ts';

/** What guards the claims of all cards of the merchant; an owner may change it. */
export function MerchantGuardsPanel(): ReactNode {
  const texts = useTexts(guardTexts);
  const [{ data, error }, ask] = useQuery({ query: MerchantGuards });
  return (
    <Section title={texts.merchantTitle} hint={texts.merchantHint}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && <Guards merchant={data.merchant} />}
    </Section>
  );
}

type Change = Partial<Pick<ClaimGuards, 'claimChallenge' | 'requiresPageTicket'>>;

function Guards({ merchant }: { merchant: ClaimGuards }): ReactNode {
  const texts = useTexts(guardTexts);
  const { may } = useDesk();
  const { shown, problem, save } = useGuards(merchant);
  return (
    <fieldset className="form-switches" disabled={!may('keys:write')}>
      <Switch
        label={texts.ticket}
        hint={texts.ticketHint}
        isOn={shown.requiresPageTicket}
        onChange={(requiresPageTicket) => save({ requiresPageTicket })}
      />
      <RadioField
        path="claimChallenge"
        label={texts.challenge}
        hint={texts.challengeHint}
        value={shown.claimChallenge}
        onChange={(claimChallenge) => save({ claimChallenge })}
        options={CHALLENGES.map((value) => ({ value, label: texts.challenges[value] }))}
      />
      {problem && <ProblemNotice problem={problem} />}
      {!may('keys:write') && <p className="hint">{texts.onlyOwner}</p>}
    </fieldset>
  );
}

type Guarding = { shown: ClaimGuards; problem: Problem | null; save: (change: Change) => void };

/** A choice shows at once, and goes back when the server refuses it. */
function useGuards(merchant: ClaimGuards): Guarding {
  const texts = useTexts(guardTexts);
  const say = useToast();
  const [waiting, setWaiting] = useState<readonly Change[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [known, setKnown] = useState(merchant);
  const [, send] = useMutation(MerchantGuardsSet);
  const save = async (change: Change): Promise<void> => {
    setWaiting((changes) => [...changes, change]);
    const { data, error } = await send({ input: change });
    setProblem(problemOfAnswer(error, data?.merchantUpdate.userErrors));
    setWaiting((changes) => changes.filter((one) => one !== change));
    const saved = data?.merchantUpdate.merchant;
    if (!saved) return;
    setKnown(saved);
    say(texts.saved);
  };
  const shown = waiting.reduce<ClaimGuards>((guards, one) => ({ ...guards, ...one }), known);
  return { shown, problem, save: (change) => void save(change) };
}
