import type { ReactNode, SubmitEvent } from 'react';
import { useQuery } from 'urql';
import { type EditedStore, StoreEdit } from '../../generated/console.ts';
import { go, Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { editStoreTexts } from './edit-store.texts.ts';
import { ServiceFields } from './service-fields.tsx';
import { storesTexts } from './stores.texts.ts';
import { type StoreEditing, useStoreEdit } from './use-store-edit.ts';

/** Changes what may change of a store (S2): at once, or once an operator has said so. */
export function EditStorePage({ id }: { id: string }): ReactNode {
  const texts = useTexts(editStoreTexts);
  const { notFound, loading } = useTexts(storesTexts);
  const [{ data, error }] = useQuery({ query: StoreEdit, variables: { id }, requestPolicy: 'network-only' });
  const store = data?.store;
  return (
    <Page title={texts.title} back={{ to: { page: 'store', id }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} />}
      {data && !store && <Empty text={notFound} />}
      {!data && !error && <p className="hint">{loading}</p>}
      {store && <EditOf store={store} closedUntil={data?.merchant?.fastReviewClosedUntil ?? null} />}
    </Page>
  );
}

type EditProps = { store: EditedStore; closedUntil: string | null };

function EditOf({ store, closedUntil }: EditProps): ReactNode {
  const texts = useTexts(editStoreTexts);
  if (store.state === 'APPROVED' && store.pendingChange === null)
    return <EditForm store={store} closedUntil={closedUntil} />;
  return (
    <Empty text={store.state === 'APPROVED' ? texts.pending : texts.notApproved}>
      <Link to={{ page: 'store', id: store.id }} className="button">
        {texts.back}
      </Link>
    </Empty>
  );
}

function EditForm({ store, closedUntil }: EditProps): ReactNode {
  const texts = useTexts(editStoreTexts);
  const say = useToast();
  const editing = useStoreEdit(store);
  const { draft, change, faults, hasChanges, isBusy, save } = editing;
  const isClosed = closedUntil !== null && Date.parse(closedUntil) > Date.now();
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!hasChanges) return say(texts.nothing);
    const saved = await save();
    if (saved === null) return;
    say(saved.pendingChange === null ? texts.saved : texts.submitted);
    go({ page: 'store', id: store.id });
  };
  return (
    <FaultsContext value={faults}>
      <form className="column" noValidate onSubmit={(event) => void send(event)}>
        <div className="notice">
          <Icon name="info" />
          <div>
            <p>{store.name}</p>
            <p className="hint">
              {texts[isClosed ? 'fastClosed' : 'fastOpen']} {texts.fixed}
            </p>
          </div>
        </div>
        <ServiceFields draft={draft} change={change} />
        <Trouble editing={editing} />
        <div className="form-actions">
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.saving : texts.save}
          </button>
        </div>
      </form>
    </FaultsContext>
  );
}

/** What is wrong with no single field, beside the button that brought it up. */
function Trouble({ editing: { isStale, problem, loadNewer } }: { editing: StoreEditing }): ReactNode {
  const texts = useTexts(editStoreTexts);
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
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
    </>
  );
}
