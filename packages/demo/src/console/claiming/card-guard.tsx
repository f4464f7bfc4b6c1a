import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import {
  CardClaimChallengeSet,
  type ClaimChallenge,
  type ClaimGuards,
  type ClaimingCard,
} from '../../generated/console.ts';
import { type Problem, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { RadioField } from '../ui/choice-fields.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { CHALLENGES, guardTexts } from './guard.texts.ts';

type GuardProps = { card: ClaimingCard; merchant: ClaimGuards; canSet: boolean };

/** When users who claim this card have to pass a challenge; set at once. */
export function CardGuard({ card, merchant, canSet }: GuardProps): ReactNode {
  const texts = useTexts(guardTexts);
  const { wanted, problem, choose } = useChallenge(card);
  const merchants = texts.asMerchant(texts.challenges[merchant.claimChallenge]);
  if (!canSet) {
    return (
      <Facts title={texts.cardTitle}>
        <Fact name={texts.challenge}>{card.claimChallenge ? texts.challenges[card.claimChallenge] : merchants}</Fact>
      </Facts>
    );
  }
  return (
    <Section title={texts.cardTitle}>
      <RadioField
        path="challenge"
        label={texts.challenge}
        hint={texts.challengeHint}
        value={wanted ?? 'MERCHANT'}
        onChange={(value) => choose(value === 'MERCHANT' ? null : value)}
        options={[
          { value: 'MERCHANT', label: merchants },
          ...CHALLENGES.map((value) => ({ value, label: texts.challenges[value] })),
        ]}
      />
      {problem && <ProblemNotice problem={problem} />}
    </Section>
  );
}

type Choosing = {
  wanted: ClaimChallenge | null;
  problem: Problem | null;
  choose: (next: ClaimChallenge | null) => void;
};

function useChallenge({ id, claimChallenge }: ClaimingCard): Choosing {
  const texts = useTexts(guardTexts);
  const say = useToast();
  const [wanted, setWanted] = useState(claimChallenge);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [, set] = useMutation(CardClaimChallengeSet);
  const save = async (challenge: ClaimChallenge | null): Promise<void> => {
    setWanted(challenge);
    const { data, error } = await set({ input: { cardId: id, challenge } });
    const found = problemOfAnswer(error, data?.cardClaimChallengeSet.userErrors);
    setProblem(found);
    if (found) setWanted(claimChallenge);
    else say(texts.saved);
  };
  return { wanted, problem, choose: (next) => void save(next) };
}
