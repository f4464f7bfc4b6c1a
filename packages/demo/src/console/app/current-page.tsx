import type { ReactNode } from 'react';
import { BoardPage } from '../board/board-page.tsx';
import { CardPage } from '../cards/card-page.tsx';
import { CardsPage } from '../cards/cards-page.tsx';
import { CardFormPage } from '../card-form/card-form-page.tsx';
import { useTexts } from '../language/language.tsx';
import { MePage } from '../session/me-page.tsx';
import { useDesk } from '../session/desk.tsx';
import { StoreFormPage } from '../stores/store-form-page.tsx';
import { StoresPage } from '../stores/stores-page.tsx';
import { TillPage } from '../till/till-page.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Link, useRoute } from './navigation.tsx';
import { PAGE_SCOPES } from './page-scopes.ts';
import type { Route } from './routes.ts';
import { shellTexts } from './shell.texts.ts';

/** The page that the address names, if the person may see it. Staff without a board begin at the till. */
export function CurrentPage(): ReactNode {
  const route = useRoute();
  const { may } = useDesk();
  const isAllowed = PAGE_SCOPES[route.page].every(may);
  if (!isAllowed && route.page === 'board' && PAGE_SCOPES.redeem.every(may)) return <TillPage />;
  return isAllowed ? pageOf(route) : <NotAllowed />;
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case 'board':
      return <BoardPage />;
    case 'redeem':
      return <TillPage />;
    case 'cards':
      return <CardsPage />;
    case 'card':
      return <CardPage key={route.id} id={route.id} />;
    case 'newCard':
      return <CardFormPage />;
    case 'stores':
      return <StoresPage />;
    case 'newStore':
      return <StoreFormPage />;
    case 'me':
      return <MePage />;
    case 'nowhere':
      return <Nowhere />;
    default:
      return route satisfies never;
  }
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
