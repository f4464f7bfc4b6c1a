import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { BoardPage } from '../board/board-page.tsx';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Link, useRoute } from './navigation.tsx';
import { PAGE_SCOPES } from './page-scopes.ts';
import { ReviewPages } from './review-pages.tsx';
import type { Route } from './routes.ts';
import { shellTexts } from './shell.texts.ts';

// What is open only now and then comes only then: a till must not wait for the forms of a desk.
const TillPage = lazy(async () => ({ default: (await import('../till/till-page.tsx')).TillPage }));
const CardsPage = lazy(async () => ({ default: (await import('../cards/cards-page.tsx')).CardsPage }));
const CardPage = lazy(async () => ({ default: (await import('../cards/card-page.tsx')).CardPage }));
const StoresPage = lazy(async () => ({ default: (await import('../stores/stores-page.tsx')).StoresPage }));
const MePage = lazy(async () => ({ default: (await import('../session/me-page.tsx')).MePage }));
const CardFormPage = lazy(async () => ({ default: (await import('../card-form/card-form-page.tsx')).CardFormPage }));
const EditCardPage = lazy(async () => ({ default: (await import('../card-form/edit-card-page.tsx')).EditCardPage }));
const StoreFormPage = lazy(async () => ({ default: (await import('../stores/store-form-page.tsx')).StoreFormPage }));
const StorePage = lazy(async () => ({ default: (await import('../stores/store-page.tsx')).StorePage }));
const EditStorePage = lazy(async () => ({ default: (await import('../stores/edit-store-page.tsx')).EditStorePage }));
const ImportStoresPage = lazy(async () => ({
  default: (await import('../stores/import-stores-page.tsx')).ImportStoresPage,
}));
const PlacementsPage = lazy(async () => ({
  default: (await import('../placements/placements-page.tsx')).PlacementsPage,
}));
const PlacementPage = lazy(async () => ({
  default: (await import('../placements/placement-page.tsx')).PlacementPage,
}));
const PlacementFormPage = lazy(async () => ({
  default: (await import('../placements/placement-form-page.tsx')).PlacementFormPage,
}));
const RedemptionsPage = lazy(async () => ({
  default: (await import('../redemptions/redemptions-page.tsx')).RedemptionsPage,
}));
const AttemptsPage = lazy(async () => ({ default: (await import('../redemptions/attempts-page.tsx')).AttemptsPage }));
const StaffPage = lazy(async () => ({ default: (await import('../staff/staff-page.tsx')).StaffPage }));
const StaffFormPage = lazy(async () => ({ default: (await import('../staff/staff-form-page.tsx')).StaffFormPage }));
const StaffMemberPage = lazy(async () => ({
  default: (await import('../staff/staff-member-page.tsx')).StaffMemberPage,
}));
const DoctorPage = lazy(async () => ({ default: (await import('../signatures/doctor-page.tsx')).DoctorPage }));
const StockPage = lazy(async () => ({ default: (await import('../stock/stock-page.tsx')).StockPage }));
const CodesPage = lazy(async () => ({ default: (await import('../codes/codes-page.tsx')).CodesPage }));
const ImportPage = lazy(async () => ({ default: (await import('../codes/import-page.tsx')).ImportPage }));
const PeoplePage = lazy(async () => ({ default: (await import('../people/people-page.tsx')).PeoplePage }));
const TestersPage = lazy(async () => ({ default: (await import('../people/testers-page.tsx')).TestersPage }));
const NoticesPage = lazy(async () => ({ default: (await import('../messages/notices-page.tsx')).NoticesPage }));
const BroadcastsPage = lazy(async () => ({
  default: (await import('../messages/broadcasts-page.tsx')).BroadcastsPage,
}));
const BroadcastFormPage = lazy(async () => ({
  default: (await import('../messages/broadcast-form-page.tsx')).BroadcastFormPage,
}));

/** The page that the address names, if the person may see it. Staff without a board begin at the till. */
export function CurrentPage(): ReactNode {
  const route = useRoute();
  const { may } = useDesk();
  const isAllowed = PAGE_SCOPES[route.page].every(may);
  const shown: Route =
    !isAllowed && route.page === 'board' && PAGE_SCOPES.redeem.every(may) ? { page: 'redeem' } : route;
  if (!PAGE_SCOPES[shown.page].every(may)) return <NotAllowed />;
  return <Suspense fallback={<Coming />}>{pageOf(shown)}</Suspense>;
}

type Single = Exclude<Extract<Route, { id: string }>['page'], 'review'>;
type Plain = Exclude<Route['page'], Single | 'review' | 'reviews'>;

const PAGES = {
  board: BoardPage,
  redeem: TillPage,
  redemptions: RedemptionsPage,
  attempts: AttemptsPage,
  cards: CardsPage,
  testers: TestersPage,
  newCard: CardFormPage,
  stores: StoresPage,
  newStore: StoreFormPage,
  notices: NoticesPage,
  broadcasts: BroadcastsPage,
  newBroadcast: BroadcastFormPage,
  importStores: ImportStoresPage,
  placements: PlacementsPage,
  newPlacement: PlacementFormPage,
  staff: StaffPage,
  newStaff: StaffFormPage,
  signatures: DoctorPage,
  me: MePage,
  nowhere: Nowhere,
} satisfies Record<Plain, ComponentType>;

/** Pages of one thing. */
const SINGLE_PAGES = {
  card: CardPage,
  editCard: EditCardPage,
  cardStock: StockPage,
  cardCodes: CodesPage,
  cardPeople: PeoplePage,
  import: ImportPage,
  store: StorePage,
  editStore: EditStorePage,
  placement: PlacementPage,
  staffMember: StaffMemberPage,
} satisfies Record<Single, ComponentType<{ id: string }>>;

function pageOf(route: Route): ReactNode {
  if (route.page === 'reviews' || route.page === 'review') return <ReviewPages route={route} />;
  if ('id' in route) {
    const SinglePage = SINGLE_PAGES[route.page];
    return <SinglePage key={`${route.page} ${route.id}`} id={route.id} />;
  }
  const PlainPage = PAGES[route.page];
  return <PlainPage />;
}

function Coming(): ReactNode {
  const texts = useTexts(shellTexts);
  return <p className="hint">{texts.loading}</p>;
}

function Nowhere(): ReactNode {
  const texts = useTexts(shellTexts);
  return (
    <Page title={texts.nowhere}>
      <Empty text={texts.nowhereText}>
        <Link to={{ page: 'board' }} className="button">
          {texts.home}
        </Link>
      </Empty>
    </Page>
  );
}

function NotAllowed(): ReactNode {
  const texts = useTexts(shellTexts);
  return (
    <Page title={texts.me}>
      <Empty text={texts.notAllowed} />
    </Page>
  );
}
