import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useQuery } from 'urql';
import { SendableCards, type SendableCardsData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { openidsIn } from '../people/openids.ts';
import { RadioField, SelectField } from '../ui/choice-fields.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { type BroadcastDraft, emptyBroadcast } from './broadcast-draft.ts';
import { messagesTexts } from './messages.texts.ts';
import { useSending } from './use-sending.ts';

/** Brings a card to many users at once (L5). */
export function BroadcastFormPage(): ReactNode {
  const texts = useTexts(messagesTexts);
  const [{ data, error }, ask] = useQuery({ query: SendableCards });
  return (
    <Page title={texts.newBroadcast} back={{ to: { page: 'broadcasts' }, label: texts.toBroadcasts }}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && <BroadcastForm data={data} />}
    </Page>
  );
}

function BroadcastForm({ data }: { data: SendableCardsData }): ReactNode {
  const texts = useTexts(messagesTexts);
  const [draft, setDraft] = useState(emptyBroadcast);
  const [isAsking, setAsking] = useState(false);
  const { faults, problem, leftOver, wasSent, isBusy, check, send } = useSending();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!check(draft)) return;
    if (draft.audience === 'everyone') setAsking(true);
    else void send(draft);
  };
  const confirm = (): void => {
    setAsking(false);
    void send(draft);
  };
  return (
    <FaultsContext value={faults}>
      <form className="column" noValidate onSubmit={submit}>
        <BroadcastFields draft={draft} data={data} change={(part) => setDraft({ ...draft, ...part })} />
        <div className="form-actions">
          {problem && <ProblemNotice problem={problem} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          {wasSent && <SentNotice />}
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.sending : texts.send}
          </button>
        </div>
      </form>
      {isAsking && (
        <EveryoneDialog
          title={data.cards.nodes.find(({ id }) => id === draft.cardId)?.title ?? draft.cardId}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      )}
    </FaultsContext>
  );
}

function SentNotice(): ReactNode {
  const texts = useTexts(messagesTexts);
  return (
    <div className="notice is-bad" role="alert">
      <Icon name="info" />
      <div>
        <p>{texts.wasSent}</p>
        <Link to={{ page: 'broadcasts' }}>{texts.toList}</Link>
      </div>
    </div>
  );
}

type EveryoneProps = { title: string; onConfirm: () => void; onClose: () => void };

/** One tap too many would be in thousands of inboxes. */
function EveryoneDialog({ title, onConfirm, onClose }: EveryoneProps): ReactNode {
  const texts = useTexts(messagesTexts);
  return (
    <Dialog
      title={texts.everyoneTitle}
      confirm={texts.send}
      cancel={texts.cancel}
      isBusy={false}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <ul>
        {texts.everyonePoints(title).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Dialog>
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
