import type { Speak } from '../../texts/speak.ts';
import type { CardFace } from '../../code-types.ts';
import { faceTextsOf } from '../kq-claim/face-texts.ts';
import { lastDayOf, dayOf } from '../kq-claim/times.ts';
import { h } from './dom.ts';
import { faceColorOf } from './face-color.ts';
import { heading, words } from './pieces.ts';

type Validity = { readonly validFrom: string; readonly validUntil: string | null };

/** From when until when, as days of the merchant. */
export const validityText = ({ validFrom, validUntil }: Validity, timeZone: string, { say }: Speak): string =>
  validUntil ? `${dayOf(validFrom, timeZone)} – ${lastDayOf(validUntil, timeZone)}` : say('forever');

/** The logo of a merchant; nothing where it is none of the web. */
export function logoOf(url: string): HTMLElement | null {
  if (!/^https?:/.test(url)) return null;
  const logo = h('img', 'mark');
  logo.alt = '';
  logo.src = url;
  return logo;
}

/** The face of a card that somebody holds, with the days of the code in place of those of the card. */
export function ticketOf(face: CardFace, validity: Validity, level: number, speak: Speak): HTMLElement {
  const texts = faceTextsOf(face, speak);
  const logo = logoOf(face.logoUrl);
  const brand = h('p', 'maker', ...(logo ? [logo] : []), words('span', 'maker-name', texts.brand));
  const ticket = h(
    'div',
    'ticket',
    brand,
    words('p', 'worth', texts.value),
    heading(face.title, level),
    ...[texts.condition, texts.subtitle, validityText(validity, face.timeZone, speak)]
      .filter(Boolean)
      .map((text) => words('p', 'line', text)),
  );
  ticket.style.setProperty('--_face', faceColorOf(face.color.hex));
  return ticket;
}
