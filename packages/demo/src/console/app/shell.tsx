import { lazy, type ReactNode, Suspense } from 'react';
import { useQuery } from 'urql';
import { NoticesUnread } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { unreadText } from '../messages/unread-text.ts';
import { useDesk } from '../session/desk.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Link, useRoute } from './navigation.tsx';
import { PAGE_SCOPES } from './page-scopes.ts';
import type { Route } from './routes.ts';
import { shellTexts } from './shell.texts.ts';

// Nothing waits for it, and most desks have nothing to send.
const QueueRunner = lazy(async () => ({
  default: (await import('../till/offline/queue-runner.tsx')).QueueRunner,
}));

type Tab = {
  name: 'board' | 'redeem' | 'cards' | 'placements' | 'stores' | 'staff' | 'notices' | 'reviews' | 'me';
  pages: readonly Route['page'][];
};

/** Tabs of the navigation, each with the pages that it stands for. */
const TABS: readonly Tab[] = [
  { name: 'board', pages: ['board'] },
  { name: 'redeem', pages: ['redeem', 'redemptions', 'attempts'] },
  {
    name: 'cards',
    pages: ['cards', 'card', 'newCard', 'editCard', 'cardStock', 'cardCodes', 'cardPeople', 'import', 'testers'],
  },
  { name: 'placements', pages: ['placements', 'newPlacement', 'placement'] },
  { name: 'stores', pages: ['stores', 'newStore', 'importStores', 'store', 'editStore'] },
  { name: 'staff', pages: ['staff', 'newStaff', 'staffMember'] },
  { name: 'notices', pages: ['notices', 'broadcasts', 'newBroadcast'] },
  { name: 'reviews', pages: ['reviews', 'review'] },
  { name: 'me', pages: ['me', 'signatures'] },
];
const ICONS: Readonly<Record<Tab['name'], IconName>> = {
  board: 'board',
  redeem: 'redeem',
  cards: 'cards',
  placements: 'qrCode',
  stores: 'stores',
  staff: 'people',
  notices: 'bell',
  reviews: 'check',
  me: 'me',
};

/** What every page stands in: navigation beside it on a desk, below it on a phone. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const texts = useTexts(shellTexts);
  const { merchant, may } = useDesk();
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {texts.skip}
      </a>
      <header className="side">
        <div className="side-head">
          <span className="brand-mark" aria-hidden="true" />
          <span className="side-merchant">
            <strong>{merchant.name}</strong>
            {merchant.isSandbox && <span className="tag">{texts.sandbox}</span>}
          </span>
        </div>
        <Navigation />
      </header>
      <main id="content" tabIndex={-1}>
        {PAGE_SCOPES.redeem.every(may) && (
          <Suspense>
            <QueueRunner />
          </Suspense>
        )}
        {children}
      </main>
    </div>
  );
}

function Navigation(): ReactNode {
  const texts = useTexts(shellTexts);
  const { page } = useRoute();
  const { may } = useDesk();
  const shown = TABS.filter(({ name }) => PAGE_SCOPES[name].every(may));
  return (
    <nav className="tabs" aria-label={texts.navigation}>
      {shown.map(({ name, pages }) => (
        <Link key={name} to={{ page: name }} className="tab" aria-current={pages.includes(page) ? 'page' : undefined}>
          <Icon name={ICONS[name]} />
          <span>{texts[name]}</span>
          {name === 'notices' && <UnreadBadge />}
        </Link>
      ))}
    </nav>
  );
}

/** How many notices wait. Asked once; the page of notices asks anew, and what it hears is shown here too. */
function UnreadBadge(): ReactNode {
  const texts = useTexts(shellTexts);
  const [{ data }] = useQuery({ query: NoticesUnread });
  const unread = data?.noticesUnreadCount ?? 0;
  if (unread === 0) return null;
  return (
    <span className="tab-badge">
      <span aria-hidden="true">{unreadText(unread)}</span>
      <span className="visually-hidden">{texts.unread(unreadText(unread))}</span>
    </span>
  );
}
