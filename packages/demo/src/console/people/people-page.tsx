import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { AudienceSet, CardPeople, type CardPeopleData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { Empty, ProblemNotice, useProblemText } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { ClaimCheck } from './claim-check.tsx';
import { openidsIn } from './openids.ts';
import { peopleTexts } from './people.texts.ts';

type Card = NonNullable<CardPeopleData['card']>;

/** Whom a card is for, and whether somebody could claim it now. */
export function PeoplePage({ id }: { id: string }): ReactNode {
  const texts = useTexts(peopleTexts);
  const cards = useTexts(cardsTexts);
  const { may } = useDesk();
  const [{ data, error }, ask] = useQuery({ query: CardPeople, variables: { id } });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const card = data?.card;
  return (
    <Page title={texts.title} back={{ to: { page: 'card', id }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {data && !card && <Empty text={cards.notFound} />}
      {card && (
        <div className="column">
          {may('claims:read') && <ClaimCheck cardId={id} />}
          <Audience card={card} onSaved={askAgain} />
          <Section title={texts.testers} hint={texts.testersHint}>
            <Link to={{ page: 'testers' }} className="button">
              {texts.testersLink}
            </Link>
          </Section>
        </div>
      )}
    </Page>
  );
}

function Audience({ card, onSaved }: { card: Card; onSaved: () => void }): ReactNode {
  const texts = useTexts(peopleTexts);
  const { may } = useDesk();
  if (!card.bindsOpenid)
    return (
      <Section title={texts.audience} hint={texts.audienceOpen}>
        {null}
      </Section>
    );
  const canSet = may('cards:write') && card.allowedOperations.includes('SET_AUDIENCE');
  return (
    <Section title={texts.audience} hint={texts.audienceCount(card.audienceCount)}>
      {canSet && <AudienceForm cardId={card.id} onSaved={onSaved} />}
    </Section>
  );
}

/** A whole new list: the old one is never read back, it may be ten thousand long. */
function AudienceForm({ cardId, onSaved }: { cardId: string; onSaved: () => void }): ReactNode {
  const texts = useTexts(peopleTexts);
  const say = useToast();
  const problemText = useProblemText();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [{ fetching }, set] = useMutation(AudienceSet);
  const openids = openidsIn(text);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { data, error } = await set({ input: { cardId, openids } });
    if (error) return setFaults({ openids: problemText(problemOf(error)) });
    const [refusal] = data?.cardAudienceSet.userErrors ?? [];
    setFaults(refusal ? { openids: refusal.message } : {});
    if (!data?.cardAudienceSet.card) return;
    say(texts.audienceSaved(data.cardAudienceSet.card.audienceCount));
    setText('');
    onSaved();
  };
  return (
    <FaultsContext value={faults}>
      <form className="password-form" onSubmit={(event) => void send(event)} noValidate>
        <TextArea
          path="openids"
          label={texts.audienceLabel}
          hint={`${texts.audienceHint} ${texts.listed(openids.length)}`}
          value={text}
          onChange={setText}
          rows={5}
        />
        <button className="button is-primary" disabled={fetching}>
          {fetching ? texts.busy : texts.audienceSave}
        </button>
      </form>
    </FaultsContext>
  );
}
