import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { BroadcastSend, SendableCards, type SendableCardsData } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { openidsIn } from '../people/openids.ts';
import { RadioField, SelectField } from '../ui/choice-fields.tsx';
import { type Faults, FaultsContext, fieldId } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import {
  type BroadcastDraft,
  broadcastFieldOf,
  broadcastInputOf,
  checkBroadcast,
  emptyBroadcast,
} from './broadcast-draft.ts';
import { messagesTexts } from './messages.texts.ts';

/** Brings a card to many users at once (L5). */
export function BroadcastFormPage(): ReactNode {
  const texts = useTexts(messagesTexts);
  const [draft, setDraft] = useState(emptyBroadcast);
  const [{ data, error }, ask] = useQuery({ query: SendableCards });
  const { faults, problem, isBusy, send } = useSending();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void send(draft);
  };
  return (
    <Page title={texts.newBroadcast} back={{ to: { page: 'broadcasts' }, label: texts.toBroadcasts }}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && (
        <FaultsContext value={faults}>
          <form className="column" noValidate onSubmit={submit}>
            {problem && <ProblemNotice problem={problem} />}
            <BroadcastFields draft={draft} data={data} change={(part) => setDraft({ ...draft, ...part })} />
            <div className="form-actions">
              <button className="button is-primary" disabled={isBusy}>
                {isBusy ? texts.sending : texts.send}
              </button>
            </div>
          </form>
        </FaultsContext>
      )}
    </Page>
  );
}

type FieldsProps = {
  draft: BroadcastDraft;
  data: SendableCardsData;
  change: (part: Partial<BroadcastDraft>) => void;
};

function BroadcastFields({ draft, data, change }: FieldsProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const sendable = data.cards.nodes.filter(({ codeMode, stock }) => codeMode !== 'CUSTOM' && stock.left > 0);
  return (
    <Section title={texts.broadcasts} hint={texts.quota(data.merchant.monthlyMessageQuota)}>
      <SelectField
        path="cardId"
        label={texts.card}
        hint={texts.cardHint}
        value={draft.cardId}
        options={[
          { value: '', label: texts.chooseCard },
          ...sendable.map(({ id, title, stock }) => ({ value: id, label: texts.cardOf(title, stock.left) })),
        ]}
        onChange={(cardId) => change({ cardId })}
        isRequired
      />
      <RadioField
        path="audience"
        label={texts.audience}
        value={draft.audience}
        {...(draft.audience === 'everyone' ? { hint: texts.everyoneHint } : {})}
        options={[
          { value: 'listed', label: texts.listed },
          { value: 'everyone', label: texts.everyone },
        ]}
        onChange={(audience) => change({ audience })}
      />
      {draft.audience === 'listed' && (
        <TextArea
          path="openids"
          label={texts.openids}
          hint={`${texts.openidsHint} ${texts.openidsCount(openidsIn(draft.openids).length)}`}
          value={draft.openids}
          onChange={(openids) => change({ openids })}
          rows={5}
          isRequired
        />
      )}
      <TextArea
        path="text"
        label={texts.text}
        hint={texts.textHint}
        value={draft.text}
        onChange={(text) => change({ text })}
        limit={{ width: 200 }}
      />
    </Section>
  );
}

type Sending = {
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  send: (draft: BroadcastDraft) => Promise<void>;
};

/** The key stays until an answer came: a lost answer never sends twice. */
function useSending(): Sending {
  const texts = useTexts(messagesTexts);
  const say = useToast();
  const [key, setKey] = useState(newIdempotencyKey);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, mutate] = useMutation(BroadcastSend);
  const refuse = (found: Faults): void => {
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) document.getElementById(fieldId(first))?.focus();
  };
  const send = async (draft: BroadcastDraft): Promise<void> => {
    const own = [...checkBroadcast(draft)].map(([name, fault]) => [name, texts[fault]] as const);
    refuse(Object.fromEntries(own));
    if (own.length > 0) return;
    const { data, error } = await mutate({ input: broadcastInputOf(draft, key) });
    setProblem(error ? problemOf(error) : null);
    if (!data) return;
    setKey(newIdempotencyKey());
    const { broadcast, userErrors } = data.broadcastSend;
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [broadcastFieldOf(field), message])));
    if (!broadcast) return;
    say(texts.done(broadcast.sentCount, broadcast.skippedCount));
    go({ page: 'broadcasts' });
  };
  return { faults, problem, isBusy: fetching, send };
}
