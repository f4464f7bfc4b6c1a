import { type ComponentProps, type MouseEvent, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { pathOf, type Route, routeOf } from './routes.ts';

const MOVED = 'kaquan:moved';

function whenMoved(notice: () => void): () => void {
  addEventListener('popstate', notice);
  addEventListener(MOVED, notice);
  return () => {
    removeEventListener('popstate', notice);
    removeEventListener(MOVED, notice);
  };
}

function move(address: string, way: 'pushState' | 'replaceState'): void {
  history[way]({ isMove: true }, '', address);
  dispatchEvent(new Event(MOVED));
}

type Query = Readonly<Record<string, string>>;

const addressOf = (route: Route, query?: Query): string =>
  query ? `${pathOf(route)}?${new URLSearchParams(query)}` : pathOf(route);

/** Goes to a page, as a link to it would. */
export function go(route: Route, query?: Query): void {
  move(addressOf(route, query), 'pushState');
  scrollTo(0, 0);
}

export function useRoute(): Route {
  const path = useSyncExternalStore(whenMoved, () => location.pathname);
  return useMemo(() => routeOf(path), [path]);
}

/** The query of the address, and a way to change parts of it; an empty text takes a part away. */
export function useAddressQuery(): [URLSearchParams, (changes: Readonly<Record<string, string>>) => void] {
  const search = useSyncExternalStore(whenMoved, () => location.search);
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const change = (changes: Readonly<Record<string, string>>): void => {
    const next = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    move(`${location.pathname}${next.size === 0 ? '' : `?${next}`}`, 'replaceState');
  };
  return [query, change];
}

type LinkProps = Omit<ComponentProps<'a'>, 'href'> & {
  to: Route;
  /** What the page begins with. */
  query?: Query;
  children: ReactNode;
};

/** A link inside the console: no reload, and everything that a link does (new tab, copy) still works. */
export function Link({ to, query, children, ...rest }: LinkProps): ReactNode {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    rest.onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    go(to, query);
  };
  return (
    <a {...rest} href={addressOf(to, query)} onClick={follow}>
      {children}
    </a>
  );
}
