import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from '../app/navigation.tsx';
import type { Route } from '../app/routes.ts';
import { Icon } from './icon.tsx';

type PageProps = {
  title: string;
  /** Where the way back leads; absent on the pages of the navigation. */
  back?: { to: Route; label: string };
  actions?: ReactNode;
  /** Leaves the focus to a control of the page, as the till does. */
  keepsFocus?: boolean;
  children: ReactNode;
};

/** One page: its title names the tab too, and gets the focus when one comes from another page. */
export function Page({ title, back, actions, keepsFocus, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Kaquan 卡券`;
  }, [title]);
  useEffect(() => {
    // Moves inside the console leave a state; the first page is read from its beginning anyway.
    if (history.state !== null && keepsFocus !== true) heading.current?.focus({ preventScroll: true });
  }, [keepsFocus]);
  return (
    <div className="page">
      <header className="page-head">
        {back && (
          <Link to={back.to} className="icon-button" aria-label={back.label}>
            <Icon name="back" />
          </Link>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
