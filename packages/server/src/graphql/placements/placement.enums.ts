import type { PlacementStatus } from '../../domain/placements/index.ts';
import type { Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const PlacementKindEnum = enumType('PlacementKind', 'The ways of bringing cards to people (L5).', {
  QR_CODE: 'A QR code to scan, for one to five cards.',
  SHELF: 'A page with a banner and up to 20 cards.',
  ARTICLE: 'Cards in an article, as HTML to embed.',
  NEARBY: 'The cards of a store’s page.',
  MENU: 'An entry of a menu.',
  WIFI: 'The page that people see who join a Wi-Fi network.',
  BEACON: 'What a shake near a beacon brings up.',
  BROADCAST: 'A message to many users.',
  KEYWORD_REPLY: 'The answer to a word that a user writes.',
} satisfies Record<Rows.PlacementKind, string>);

export const PlacementStatusEnum = enumType('PlacementStatus', 'Whether a placement still hands out cards.', {
  OPEN: 'It does.',
  CLOSED: 'Its merchant has closed it.',
  EXPIRED: 'Its time is over.',
  USED: 'Everything in it was good for one claim, which was made.',
} satisfies Record<PlacementStatus, string>);
