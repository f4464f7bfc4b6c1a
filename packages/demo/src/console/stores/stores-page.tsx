import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { StoreList, type StoreRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { placeText } from './store-facts.tsx';
import { storesTexts } from './stores.texts.ts';

/** The merchant's stores, newest first. */
export function StoresPage(): ReactNode {
  const texts = useTexts(storesTexts);
  const { may } = useDesk();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <Page
      title={texts.title}
      actions={
        may('stores:write') && (
          <>
            <Link to={{ page: 'importStores' }} className="button">
              {texts.importStores}
            </Link>
            <Link to={{ page: 'newStore' }} className="button is-primary">
              <Icon name="plus" />
              {texts.newStore}
            </Link>
          </>
        )
      }
    >
      {pages.map((after, index) => (
        <StorePart
          key={after ?? ''}
          after={after}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </Page>
  );
}

type PartProps = { after: string | null; isLast: boolean; onMore: (after: string) => void };

/** One page of the list; the next is put below it. */
function StorePart({ after, isLast, onMore }: PartProps): ReactNode {
  const texts = useTexts(storesTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: StoreList, variables: { after } });
  if (error) return <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <p className="hint">{texts.loading}</p> : null;
  const { nodes, pageInfo, count } = data.stores;
  if (nodes.length === 0) return <Empty text={texts.none} />;
  return (
    <>
      {after === null && <p className="hint">{texts.count(countText(count))}</p>}
      <ul className="store-list">
        {nodes.map((store) => (
          <StoreLine key={store.id} store={store} />
        ))}
      </ul>
      {isLast && pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <button type="button" className="button is-wide" onClick={() => onMore(pageInfo.endCursor ?? '')}>
          {texts.more}
        </button>
      )}
    </>
  );
}

function StoreLine({ store }: { store: StoreRow }): ReactNode {
  const texts = useTexts(storesTexts);
  return (
    <li>
      <Link to={{ page: 'store', id: store.id }} className="store">
        <span className="store-icon">
          <Icon name="stores" />
        </span>
        <div>
          <p className="ticket-title">
            <strong>{store.name}</strong>
            <span className={`tag is-${store.state.toLowerCase()}`}>{texts.states[store.state]}</span>
            {store.pendingChange && <span className="tag is-in_review">{texts.waits}</span>}
          </p>
          <p className="hint">{placeText(store)}</p>
          <p className="hint">{[store.telephone, store.openTime].filter(Boolean).join(' · ')}</p>
        </div>
        <Icon name="forward" />
      </Link>
    </li>
  );
}
