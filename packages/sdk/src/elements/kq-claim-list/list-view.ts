import type { ClaimListItem, Client, Messages } from '../../types.ts';
import { h } from '../kit/dom.ts';
import type { KqClaim } from '../kq-claim/kq-claim.element.ts';

/** Parts of the rows that a page can style through the list. */
const ROW_PARTS = 'card,face,logo,brand,title,subtitle,value,condition,validity,button,code,status';

/** What every row needs. */
type OfRows = { client: Client; messages: Messages | undefined };

/** The nodes of a list: one row for each card, and above them what claims all. */
export class ListView {
  readonly list = h('ul', 'list');
  readonly status = h('p', 'summary');
  readonly button = h('button', 'all');
  readonly bar: HTMLElement;
  rows: KqClaim[] = [];

  constructor() {
    const { list, status, button } = this;
    this.bar = h('div', 'bar', h('div', 'action', status, button));
    // Looks like what belongs to one card.
    this.bar.className = 'card bar';
    status.className = 'status';
    button.className = 'button';
    status.setAttribute('role', 'status');
    // Without markers some screen readers take it for no list.
    list.setAttribute('role', 'list');
  }

  clear(): void {
    this.list.textContent = '';
    this.rows = [];
  }

  /** Makes rows anew. They are in the page after `append`, when they know everything. */
  fill(items: readonly ClaimListItem[], ofRows: OfRows): void {
    this.clear();
    this.rows = items.map((item) => rowOf(item, ofRows));
  }

  append(): void {
    this.list.append(...this.rows.map((row) => h('li', 'item', row)));
  }

  /** Writes only what differs: a screen reader hears of every change. */
  show(status: string, button: string, isStill: boolean): void {
    if (this.status.textContent !== status) this.status.textContent = status;
    if (this.button.textContent !== button) this.button.textContent = button;
    // Not disabled, because then it would lose the focus.
    this.button.setAttribute('aria-disabled', String(isStill));
  }
}

function rowOf({ cardId, cardExt, thumbUrl, initial }: ClaimListItem, ofRows: OfRows): KqClaim {
  const row = document.createElement('kq-claim');
  row.setAttribute('variant', 'row');
  row.setAttribute('exportparts', ROW_PARTS);
  row.setAttribute('card-id', cardId);
  if (cardExt) row.setAttribute('card-ext', cardExt);
  // Anything but the web would be a way into the page.
  if (thumbUrl && /^https?:/.test(thumbUrl)) row.append(thumbOf(thumbUrl));
  return Object.assign(row, ofRows, initial && { initial });
}

/** In place of the logo, which is back when there is no such picture. */
function thumbOf(url: string): HTMLImageElement {
  const thumb = h('img', 'thumb');
  thumb.slot = 'logo';
  thumb.alt = '';
  thumb.onerror = () => thumb.remove();
  thumb.src = url;
  return thumb;
}
