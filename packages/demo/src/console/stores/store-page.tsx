import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { StoreDetail, type StoreDetailData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { StoreCodesPanel } from '../redemption-settings/store-codes-panel.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { DeleteStoreButton } from './delete-store-button.tsx';
import { editStoreTexts } from './edit-store.texts.ts';
import { StoreChangeList, StoreFacts } from './store-facts.tsx';
import { storesTexts } from './stores.texts.ts';

type Store = NonNullable<StoreDetailData['store']>;

/** One store: where its review stands, what waits to be changed, and everything else. */
export function StorePage({ id }: { id: string }): ReactNode {
  const texts = useTexts(storesTexts);
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: StoreDetail, variables: { id } });
  const store = data?.store;
  return (
    <Page
      title={store?.name ?? texts.store}
      back={{ to: { page: 'stores' }, label: texts.back }}
      actions={store && may('stores:write') && <EditLink store={store} />}
    >
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !store && <Empty text={texts.notFound} />}
      {store && (
        <div className="column">
          <StateNotice store={store} />
          {store.pendingChange && (
            <section className="panel">
              <h2>{texts.pending}</h2>
              <p className="hint">{texts.pendingHint}</p>
              <StoreChangeList live={store} wanted={store.pendingChange} />
            </section>
          )}
          <StoreFacts store={store} />
          {may('redemptions:write') && <StoreCodesPanel storeId={id} />}
          {may('stores:write') && <DeleteStoreButton id={id} />}
        </div>
      )}
    </Page>
  );
}

/** Leads to its form, while it may be changed at all (S2). */
function EditLink({ store: { id, state, pendingChange } }: { store: Store }): ReactNode {
  const texts = useTexts(editStoreTexts);
  if (state !== 'APPROVED' || pendingChange !== null) return null;
  return (
    <Link to={{ page: 'editStore', id }} className="button">
      {texts.edit}
    </Link>
  );
}

/** Whether it can be used, and what the operator said. */
function StateNotice({ store: { state, review, pendingChange } }: { store: Store }): ReactNode {
  const texts = useTexts(storesTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const isRefused = review?.status === 'REJECTED';
  const reasons = isRefused ? review.reasons : [];
  const isBad = isRefused || state === 'REJECTED' || state === 'ERROR';
  return (
    <div className={isBad ? 'notice is-bad' : 'notice'}>
      <Icon name={state === 'APPROVED' && !isBad ? 'check' : 'info'} />
      <div>
        <p>{state === 'APPROVED' && isRefused ? texts.changeRefused : texts.stateTexts[state]}</p>
        {review?.status === 'OPEN' && (
          <p className="hint">
            {pendingChange ? texts.changeDue : texts.due} {timeText(review.dueAt, { timeZone, language })}
          </p>
        )}
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
