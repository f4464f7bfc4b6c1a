import type { SelfRedeemed, SelfRedemption, StoreFace } from '../../holding-types.ts';
import type { Speak } from '../../texts/speak.ts';
import { h } from '../kit/dom.ts';
import { button, choice, field, heading, note, words } from '../kit/pieces.ts';
import { masked } from '../kq-code/code-scene.ts';
import { distanceOf, fenIn, type Order, type OrderFaults, placeOf, secondOf, storeName } from './order.ts';

type Form = {
  redemption: SelfRedemption;
  stores: readonly StoreFace[];
  order: Order;
  faults: OrderFaults;
  level: number;
  /** Asks where the device is; null: it can't be known. */
  findNear: (() => void) | null;
  next: () => void;
};

/** Where the user is, and what the card asks for. What is put in goes into `order`. */
export function orderForm(form: Form, speak: Speak): readonly (Node | null)[] {
  const { say } = speak;
  const { redemption, order, faults, level, findNear, next } = form;
  const { settings } = redemption;
  return [
    heading(say('redeemNow'), level),
    words('p', 'hint', say('redeemHint')),
    storeList(form, speak),
    findNear && button('quiet', say('redeemNear'), findNear),
    settings.needsVerificationCode
      ? fieldOf(order, 'verificationCode', {
          name: say('redeemCode'),
          hint: say('redeemCodeHint'),
          fault: faults.verificationCode && say(faults.verificationCode),
        })
      : null,
    settings.needsRemarkAmount
      ? fieldOf(order, 'amount', { name: say('redeemAmount'), hint: '', fault: faults.amount && say(faults.amount) })
      : null,
    button('go', say('redeemNext'), next),
  ];
}

function storeList({ stores, order, faults }: Form, { say }: Speak): HTMLElement {
  const rows = stores.map((store) => {
    const away = distanceOf(store);
    const row = choice(
      'radio',
      'store',
      words('span', 'name', storeName(store)),
      words('span', 'small', placeOf(store)),
      ...(away ? [words('span', 'small', say('redeemAway', away))] : []),
    );
    const input = row.querySelector('input');
    if (input) input.checked = order.storeId === store.id;
    row.onchange = () => (order.storeId = store.id);
    return row;
  });
  const list = h('div', 'choices', ...rows);
  list.setAttribute('role', 'radiogroup');
  list.setAttribute('aria-label', say('redeemStore'));
  const group = h('div', 'group', words('p', 'label', say('redeemStore')), list);
  if (faults.storeId) group.append(note('fault', say(faults.storeId)));
  return group;
}

type FieldTexts = { name: string; hint: string; fault: string | undefined };

function fieldOf(
  order: Order,
  name: 'verificationCode' | 'amount',
  { name: label, hint, fault }: FieldTexts,
): HTMLElement {
  const input = document.createElement('input');
  input.value = order[name];
  input.autocomplete = 'off';
  if (name === 'amount') input.inputMode = 'decimal';
  if (fault) input.setAttribute('aria-invalid', 'true');
  input.oninput = () => (order[name] = input.value);
  return field(label, input, ...(fault ? [note('fault', fault)] : hint ? [words('span', 'hint', hint)] : []));
}

type Asking = {
  redemption: SelfRedemption;
  store: StoreFace;
  order: Order;
  level: number;
  confirm: () => void;
  back: () => void;
};

/** A second tap may fall on what has just come up: so it does nothing for a while, and nothing before the box is ticked. */
export function confirmation(
  { redemption, store, order, level, confirm, back }: Asking,
  { say }: Speak,
): readonly Node[] {
  const { code, settings } = redemption;
  const fen = settings.needsRemarkAmount ? fenIn(order.amount) : null;
  const sure = choice('checkbox', 'sure', words('span', 'name', say('redeemSure')));
  const go = button('go', say('redeemDo'), confirm);
  go.setAttribute('aria-disabled', 'true');
  sure.onchange = () => go.setAttribute('aria-disabled', String(!sure.querySelector(':checked')));
  const said = h(
    'div',
    'quote',
    words('p', 'name', code.card.title),
    words('p', 'small', storeName(store)),
    ...(fen === null ? [] : [words('p', 'small', '¥' + (fen / 100).toFixed(2))]),
  );
  return [
    heading(say('redeemAsk'), level),
    said,
    h('div', 'choices', sure),
    words('p', 'hint', say('redeemHint')),
    h('div', 'pair', button('quiet', say('redeemCancel'), back), go),
  ];
}

type Done = { redemption: SelfRedemption; redeemed: SelfRedeemed; level: number };

/** What staff see. The clock and the bar go on, which a picture of them does not. */
export function proof({ redemption, redeemed, level }: Done, { say }: Speak): readonly Node[] {
  const { card, value } = redemption.code;
  const { store, redeemedAt } = redeemed;
  const alive = h('div', 'alive');
  alive.setAttribute('aria-hidden', 'true');
  const clock = words('p', 'clock', '');
  // Told every second, it would keep a screen reader busy for ever.
  clock.setAttribute('aria-hidden', 'true');
  return [
    h(
      'div',
      'proof',
      heading(say('redeemDone'), level),
      words('p', 'line', card.title),
      words('p', 'line', masked(value)),
      ...(store ? [words('p', 'name', storeName(store))] : []),
      words('p', 'line', `${say('redeemAt')} ${secondOf(redeemedAt, card.timeZone)}`),
      alive,
      clock,
      words('p', 'line', say('redeemShow')),
    ),
  ];
}
