import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { CardEdit, type EditedCard } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { useFieldWords } from '../cards/field-words.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { FieldNotesContext } from '../ui/field-notes.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { editTexts } from './edit.texts.ts';
import { FormFrame } from './form-frame.tsx';
import { type CardEditing, useCardEdit } from './use-card-edit.ts';
import { useFieldNotes } from './use-field-notes.ts';

/** Changes a card (C9). Each field says what its change means. */
export function EditCardPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(editTexts);
  const cards = useTexts(cardsTexts);
  const [{ data, error }] = useQuery({ query: CardEdit, variables: { id }, requestPolicy: 'network-only' });
  const card = data?.card;
  return (
    <Page title={texts.title} back={{ to: { page: 'card', id }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} />}
      {data && !card && <Empty text={cards.notFound} />}
      {!data && !error && <p className="hint">{cards.loading}</p>}
      {card && !card.allowedOperations.includes('EDIT') && <Empty text={texts.notAllowed} />}
      {card?.allowedOperations.includes('EDIT') === true && (
        <EditForm card={card} closedUntil={data?.merchant?.fastReviewClosedUntil ?? null} />
      )}
    </Page>
  );
}

const isUnapproved = ({ status }: EditedCard): boolean => status === 'IN_REVIEW' || status === 'REJECTED';

function EditForm({ card: first, closedUntil }: { card: EditedCard; closedUntil: string | null }): ReactNode {
  const texts = useTexts(editTexts);
  const say = useToast();
  const editing = useCardEdit(first);
  const { card, draft, change, trouble, isBusy, hasChanges, save, undo } = editing;
  const noteOf = useFieldNotes(card);
  const send = async (): Promise<void> => {
    if (!hasChanges) return say(texts.nothing);
    const saved = await save();
    if (saved === null) return;
    if (isUnapproved(card)) say(texts.resubmitted);
    else say(saved.pendingVersion === null ? texts.saved : texts.submitted);
    go({ page: 'card', id: card.id });
  };
  return (
    <FieldNotesContext value={noteOf}>
      <FormFrame
        draft={draft}
        change={change}
        isNew={false}
        trouble={trouble}
        onSend={send}
        head={<EditHead editing={editing} closedUntil={closedUntil} />}
        actions={
          <>
            <button type="button" className="button is-quiet" disabled={!hasChanges} onClick={undo}>
              {texts.undo}
            </button>
            <button className="button is-primary" disabled={isBusy}>
              {isBusy ? texts.saving : texts.save}
            </button>
          </>
        }
      />
    </FieldNotesContext>
  );
}

type HeadProps = { editing: CardEditing; closedUntil: string | null };

/** What is to be known before one changes anything. */
function EditHead({ editing: { card, isStale, loadNewer }, closedUntil }: HeadProps): ReactNode {
  const texts = useTexts(editTexts);
  const { labelOf } = useFieldWords();
  const isClosed = closedUntil !== null && Date.parse(closedUntil) > Date.now();
  const pending = card.pendingVersion?.fields ?? [];
  return (
    <>
      {isStale && (
        <div className="notice is-bad" role="alert">
          <Icon name="info" />
          <div>
            <p>{texts.stale}</p>
          </div>
          <button type="button" className="button is-small" onClick={() => void loadNewer()}>
            {texts.loadNewer}
          </button>
        </div>
      )}
      <div className="notice">
        <Icon name="info" />
        <div>
          <p>{isUnapproved(card) ? texts.unapproved : texts[isClosed ? 'fastClosed' : 'fastOpen']}</p>
          {card.status === 'REJECTED' && <Reasons reasons={card.review?.reasons ?? []} />}
          {pending.length > 0 && (
            <>
              <p>{texts.pending}</p>
              <ul>
                {pending.map((field) => (
                  <li key={field}>{labelOf(field)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Reasons({ reasons }: { reasons: readonly string[] }): ReactNode {
  const texts = useTexts(editTexts);
  return (
    <>
      <p>{texts.rejected}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}
