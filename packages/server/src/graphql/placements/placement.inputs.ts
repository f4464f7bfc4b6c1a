import { type Field, InvalidInputError } from '../../domain/kit/errors.ts';
import type { PlacementDraft } from '../../domain/placements/index.ts';
import { builder } from '../builder.ts';
import type { InputBuilder } from '../kit/input-builder.ts';
import { KeywordMatchEnum } from './placement.enums.ts';

const PlacementCardInput = builder.inputType('PlacementCardInput', {
  description: 'A card that a placement hands out. A code or an openid makes it good for one claim.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card; it can be claimed now (C8).' }),
    code: t.string({ description: 'The code: required of cards with custom codes (K1), refused of others.' }),
    openid: t.string({
      description: 'The only user who may claim it here; QR codes of cards that bind users name one.',
    }),
    outerStr: t.string({ description: 'Channel of its claims, at most 128 bytes; absent: the placement’s.' }),
    thumbUrl: t.string({ description: 'Its picture on a shelf (C11).' }),
    isSingleUse: t.boolean({ description: 'Good for one claim by whoever comes first; needs stock.' }),
  }),
});

/** What placements of every kind say. */
const shared = (t: InputBuilder) => ({
  name: t.string({
    description:
      'Tells it apart in lists, at most 64 wide characters; absent: the title of a shelf, the words of a menu entry, the name of a network, the first keyword, else the title of its first card.',
  }),
  channel: t.string({ description: 'Channel of its claims, at most 128 bytes.' }),
  storeId: t.id({ description: 'The store that it belongs to; who is bound to stores names one of them.' }),
  expiresInSeconds: t.int({
    description:
      'How long it is good, 60 seconds to 365 days; absent: QR codes 365 days, others until they are closed.',
  }),
  cards: t.field({
    type: [PlacementCardInput],
    required: true,
    description: 'What it hands out: QR codes 1 to 5 cards, keyword replies one, others 1 to 20.',
  }),
});

const QrCodeInput = builder.inputType('QrCodePlacementInput', { description: 'A QR code.', fields: shared });
const ArticleInput = builder.inputType('ArticlePlacementInput', {
  description: 'Cards in an article.',
  fields: shared,
});
const NearbyInput = builder.inputType('NearbyPlacementInput', {
  description: 'The cards of a store’s page; `storeId` is required.',
  fields: shared,
});
const ShelfInput = builder.inputType('ShelfPlacementInput', {
  description: 'A page with a banner and several cards.',
  fields: (t) => ({
    ...shared(t),
    title: t.string({ required: true, description: 'Its title, at most 32 wide characters.' }),
    bannerUrl: t.string({ required: true, description: 'Its banner, about 640 × 300 (C11).' }),
    canShare: t.boolean({ description: 'Whether it may be shared.' }),
    scene: t.string({ description: 'Where it is shown, in Weixin’s words: `SCENE_QRCODE` …' }),
  }),
});
const MenuInput = builder.inputType('MenuPlacementInput', {
  description: 'An entry of a menu.',
  fields: (t) => ({
    ...shared(t),
    label: t.string({ required: true, description: 'Its words, at most 16 wide characters.' }),
  }),
});
const WifiInput = builder.inputType('WifiPlacementInput', {
  description: 'The page of a Wi-Fi network.',
  fields: (t) => ({
    ...shared(t),
    ssid: t.string({ required: true, description: 'Name of the network, at most 32 wide characters.' }),
  }),
});
const BeaconInput = builder.inputType('BeaconPlacementInput', {
  description: 'What a shake near a beacon brings up.',
  fields: (t) => ({
    ...shared(t),
    uuid: t.string({ required: true, description: 'UUID of the beacon.' }),
    major: t.int({ required: true, description: 'Its major, 0 to 65,535.' }),
    minor: t.int({ required: true, description: 'Its minor, 0 to 65,535.' }),
  }),
});

const KeywordReplyInput = builder.inputType('KeywordReplyPlacementInput', {
  description: 'The answer to a word that a user writes: one card, none with pure custom codes (K1).',
  fields: (t) => ({
    ...shared(t),
    keywords: t.stringList({
      required: true,
      description: 'What it answers, 1 to 10 words of at most 30 wide characters.',
    }),
    match: t.field({ type: KeywordMatchEnum, required: true, description: 'When it answers.' }),
    text: t.string({ description: 'What it says about the card, at most 200 wide characters.' }),
  }),
});

export const PlacementCreateInput = builder.inputType('PlacementCreateInput', {
  description: 'A new placement: exactly one of the branches, which names its kind.',
  isOneOf: true,
  fields: (t) => ({
    qrCode: t.field({ type: QrCodeInput, description: 'A QR code.' }),
    shelf: t.field({ type: ShelfInput, description: 'A shelf.' }),
    article: t.field({ type: ArticleInput, description: 'Cards in an article.' }),
    nearby: t.field({ type: NearbyInput, description: 'The cards of a store’s page.' }),
    menu: t.field({ type: MenuInput, description: 'An entry of a menu.' }),
    wifi: t.field({ type: WifiInput, description: 'The page of a Wi-Fi network.' }),
    beacon: t.field({ type: BeaconInput, description: 'A beacon.' }),
    keywordReply: t.field({ type: KeywordReplyInput, description: 'A keyword reply.' }),
  }),
});

type Given = typeof PlacementCreateInput.$inferInput;

/** The branch that was given, as the domain names it. */
export function placementDraftOf(given: Given): PlacementDraft {
  const { qrCode, shelf, article, nearby, menu, wifi, beacon, keywordReply } = given;
  if (qrCode) return { kind: 'QR_CODE', ...qrCode };
  if (article) return { kind: 'ARTICLE', ...article };
  if (nearby) return { kind: 'NEARBY', ...nearby };
  if (shelf) {
    const { title, bannerUrl, canShare, scene, ...rest } = shelf;
    return { kind: 'SHELF', ...rest, settings: { title, bannerUrl, canShare, scene } };
  }
  if (menu) return { kind: 'MENU', ...menu, settings: { label: menu.label } };
  if (wifi) return { kind: 'WIFI', ...wifi, settings: { ssid: wifi.ssid } };
  if (beacon) {
    const { uuid, major, minor, ...rest } = beacon;
    return { kind: 'BEACON', ...rest, settings: { uuid, major, minor } };
  }
  if (keywordReply) {
    const { keywords, match, text, ...rest } = keywordReply;
    return { kind: 'KEYWORD_REPLY', ...rest, settings: { keywords, match, text } };
  }
  throw new InvalidInputError([], 'Name one branch', 'MISSING');
}

/** Where a field of the draft stands in the input. */
export const inBranch =
  (given: Given) =>
  (field: Field): Field => [...Object.keys(given).slice(0, 1), ...field];
