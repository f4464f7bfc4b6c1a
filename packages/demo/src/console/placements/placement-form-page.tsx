import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { PlaceableCards, PlacementCreate, type PlaceableCard } from '../../generated/console.ts';
import { go, useAddressQuery } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { CardsSection } from './cards-section.tsx';
import {
  type CardNeeds,
  checkPlacement,
  emptyCard,
  emptyPlacement,
  type PlacementDraft,
  placementFieldOf,
  placementInputOf,
} from './placement-draft.ts';
import { placementFormTexts } from './placement-form.texts.ts';
import { BasicsSection, KindSection } from './placement-sections.tsx';
import { placementsTexts } from './placements.texts.ts';

/** Makes a way of bringing cards to people (L5). */
export function PlacementFormPage(): ReactNode {
  const texts = useTexts(placementFormTexts);
  const { newPlacement, back } = useTexts(placementsTexts);
  const [query] = useAddressQuery();
  const [draft, setDraft] = useState<PlacementDraft>(() => ({
    ...emptyPlacement,
    cards: [{ ...emptyCard(0), cardId: query.get('card') ?? '' }],
  }));
  const [{ data }] = useQuery({ query: PlaceableCards, requestPolicy: 'cache-and-network' });
  const { faults, problem, leftOver, isBusy, create } = useCreation(data?.cards.nodes ?? []);
  const change = (fields: Partial<PlacementDraft>): void => setDraft((before) => ({ ...before, ...fields }));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    void create(draft);
  };
  return (
    <Page title={newPlacement} back={{ to: { page: 'placements' }, label: back }}>
      <FaultsContext value={faults}>
        <form className="column" noValidate onSubmit={send}>
          <BasicsSection draft={draft} change={change} />
          <KindSection draft={draft} change={change} />
          <CardsSection draft={draft} change={change} choices={data?.cards.nodes ?? null} />
          <div className="form-actions">
            {problem && <ProblemNotice problem={problem} whenLost={texts.whenLost} />}
            {leftOver && <ProblemNotice problem={leftOver} />}
            <button className="button is-primary" disabled={isBusy}>
              {isBusy ? texts.submitting : texts.submit}
            </button>
          </div>
        </form>
      </FaultsContext>
    </Page>
  );
}

type Creation = {
  faults: Faults;
  problem: Problem | null;
  leftOver: Problem | null;
  isBusy: boolean;
  create: (draft: PlacementDraft) => Promise<void>;
};

/** Sends a draft that holds what it needs, and leads to what came of it. */
function useCreation(cards: readonly PlaceableCard[]): Creation {
  const texts = useTexts(placementFormTexts);
  const say = useToast();
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(PlacementCreate);
  const create: Creation['create'] = async (draft) => {
    setProblem(null);
    const own = [...checkPlacement(draft, (id) => needsOf(cards, id))];
    refuse(Object.fromEntries(own.map(([path, fault]) => [path, texts.faults[fault]])));
    if (own.length > 0) return;
    const { data, error } = await send({ input: placementInputOf(draft) });
    if (error) setProblem(problemOf(error));
    if (!data) return;
    const { placement, userErrors } = data.placementCreate;
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [placementFieldOf(field) ?? '', message])));
    if (!placement) return;
    say(texts.created(placement.name));
    go({ page: 'placement', id: placement.id });
  };
  return { faults, problem, leftOver, isBusy: fetching, create };
}

function needsOf(cards: readonly PlaceableCard[], id: string): CardNeeds {
  const card = cards.find((one) => one.id === id);
  return { needsCode: card?.codeMode === 'CUSTOM', needsOpenid: card?.bindsOpenid ?? false };
}
