import type { Coupon, StoreFace } from '../../holding-types.ts';
import type { Speak } from '../../texts/speak.ts';
import type { WalletPhrase } from '../../texts/wallet.ts';
import { h } from '../kit/dom.ts';
import { heading, link, words } from '../kit/pieces.ts';
import { placeOf, storeName } from '../kq-self-redeem/order.ts';
import { addressOf, conditionsOf, entriesOf } from './coupon-words.ts';

/** The big one, while the code can be redeemed (C7). */
export function centerEntry(coupon: Coupon, { say }: Speak): HTMLElement | null {
  const { center } = entriesOf(coupon);
  if (!center) return null;
  const node = link('go', addressOf(center, coupon), words('span', 'name', center.title || say('couponCenter')));
  if (node && center.subTitle) node.append(words('span', 'line', ' ' + center.subTitle));
  return node;
}

/** The others, as rows. */
export function entryRows(coupon: Coupon): readonly (Node | null)[] {
  const { custom, promotion } = entriesOf(coupon);
  return [custom, promotion].map((entry) => {
    if (!entry || !entry.title) return null;
    const text = h('span', 'what', words('span', 'name', entry.title));
    if (entry.subTitle) text.append(words('span', 'small', entry.subTitle));
    return link('entry-link', addressOf(entry, coupon), text);
  });
}

const SERVICES = [
  'BIZ_SERVICE_DELIVER',
  'BIZ_SERVICE_FREE_PARK',
  'BIZ_SERVICE_FREE_WIFI',
  'BIZ_SERVICE_WITH_PET',
] as const satisfies readonly WalletPhrase[];

/** How it is used, in sentences. */
export function terms(coupon: Coupon, level: number, speak: Speak): readonly (Node | null)[] {
  const { card } = coupon;
  const { say } = speak;
  const services = SERVICES.filter((name) => card.businessServices.includes(name)).map((name) => say(name));
  const phone = card.servicePhone;
  const call = phone ? words('a', 'call', phone) : null;
  if (call && phone) call.href = 'tel:' + phone.replace(/[^+\d-]/g, '');
  const list = h(
    'dl',
    'terms-list',
    term(say('couponNotice'), words('dd', 'line', card.notice)),
    term(say('couponDetails'), words('dd', 'line', card.description)),
    ...(services.length ? [term(say('couponServices'), words('dd', 'line', services.join(' · ')))] : []),
    ...(call ? [term(say('couponPhone'), h('dd', 'line', call))] : []),
  );
  const conditions = h('ul', 'points', ...conditionsOf(card, speak).map((text) => words('li', 'line', text)));
  return [heading(say('couponTerms'), level), conditions, list];
}

const term = (name: string, text: HTMLElement): HTMLElement => h('div', 'term', words('dt', 'label', name), text);

export function storeRows(stores: readonly StoreFace[], level: number, { say }: Speak): readonly (Node | null)[] {
  if (!stores.length) return [];
  const rows = stores.map((store) => {
    const call = words('a', 'call', store.telephone);
    call.href = 'tel:' + store.telephone.replace(/[^+\d-]/g, '');
    const hours = store.openTime ? [words('span', 'small', store.openTime)] : [];
    return h(
      'div',
      'shop',
      words('span', 'name', storeName(store)),
      words('span', 'small', placeOf(store)),
      ...hours,
      call,
    );
  });
  return [heading(say('couponStores'), level), h('div', 'shops', ...rows)];
}
