import type { KeywordMatch, PlacementCardInput, PlacementCreateInput, PlacementKind } from '../../generated/console.ts';
import { fits } from '../format/display-width.ts';

/** Kinds that the form makes, in the order in which it offers them; broadcasts have a form of their own. */
export const FORM_KINDS = [
  'QR_CODE',
  'SHELF',
  'ARTICLE',
  'NEARBY',
  'MENU',
  'WIFI',
  'BEACON',
  'KEYWORD_REPLY',
] as const satisfies readonly PlacementKind[];
export type FormKind = (typeof FORM_KINDS)[number];

export type CardDraft = {
  /** Tells it apart in the form: the same card may stand there twice. */
  key: number;
  cardId: string;
  code: string;
  openid: string;
  outerStr: string;
  thumbUrl: string;
  isSingleUse: boolean;
};

export type LifeUnit = 'default' | 'minutes' | 'hours' | 'days';

/** A placement while it is being written: texts as they stand in the controls. */
export type PlacementDraft = {
  kind: FormKind;
  name: string;
  channel: string;
  storeId: string;
  lifeUnit: LifeUnit;
  life: string;
  title: string;
  bannerUrl: string;
  canShare: boolean;
  label: string;
  ssid: string;
  uuid: string;
  major: string;
  minor: string;
  /** Separated by commas or lines. */
  keywords: string;
  match: KeywordMatch;
  text: string;
  cards: readonly CardDraft[];
};

export const emptyCard = (key: number): CardDraft => ({
  key,
  cardId: '',
  code: '',
  openid: '',
  outerStr: '',
  thumbUrl: '',
  isSingleUse: false,
});

export const emptyPlacement: PlacementDraft = {
  kind: 'QR_CODE',
  name: '',
  channel: '',
  storeId: '',
  lifeUnit: 'default',
  life: '',
  title: '',
  bannerUrl: '',
  canShare: true,
  label: '',
  ssid: '',
  uuid: '',
  major: '',
  minor: '',
  keywords: '',
  match: 'EXACT',
  text: '',
  cards: [emptyCard(0)],
};

/** Cards that a placement of the kind takes at most (L5). */
export const mostCards = (kind: FormKind): number => MOST_CARDS[kind] ?? 20;

const MOST_CARDS: Partial<Record<FormKind, number>> = { QR_CODE: 5, KEYWORD_REPLY: 1 };

const SECONDS = { minutes: 60, hours: 3_600, days: 86_400 } as const;
const MOST_SECONDS = 365 * 86_400;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type PlacementFault = 'missing' | 'life' | 'uuid' | 'beaconNumber' | 'tooMany' | 'keywords' | 'ownCodes';

/** What has to be known of a card to check what is said of it. */
export type CardNeeds = { needsCode: boolean; needsOpenid: boolean };

/** What the server would refuse anyway, by the paths of the form. */
export function checkPlacement(
  draft: PlacementDraft,
  needsOf: (cardId: string) => CardNeeds,
): Map<string, PlacementFault> {
  const faults = new Map<string, PlacementFault>();
  for (const name of REQUIRED[draft.kind]) if (draft[name].trim() === '') faults.set(name, 'missing');
  if (draft.kind === 'BEACON') checkBeacon(draft, faults);
  if (draft.kind === 'KEYWORD_REPLY' && draft.keywords.trim() !== '' && !areKeywords(keywordsIn(draft.keywords)))
    faults.set('keywords', 'keywords');
  if (draft.lifeUnit !== 'default' && secondsOf(draft) === null) faults.set('expiresInSeconds', 'life');
  if (draft.cards.length > mostCards(draft.kind)) faults.set('cards', 'tooMany');
  draft.cards.forEach(({ cardId, code, openid }, index) => {
    const { needsCode, needsOpenid } = needsOf(cardId);
    if (cardId === '') faults.set(`cards.${index}.cardId`, 'missing');
    if (needsCode && draft.kind === 'KEYWORD_REPLY') faults.set(`cards.${index}.cardId`, 'ownCodes');
    else if (needsCode && code.trim() === '') faults.set(`cards.${index}.code`, 'missing');
    if (draft.kind === 'QR_CODE' && needsOpenid && openid.trim() === '') faults.set(`cards.${index}.openid`, 'missing');
  });
  return faults;
}

const REQUIRED = {
  QR_CODE: [],
  SHELF: ['title', 'bannerUrl'],
  ARTICLE: [],
  NEARBY: ['storeId'],
  MENU: ['label'],
  WIFI: ['ssid'],
  BEACON: ['uuid', 'major', 'minor'],
  KEYWORD_REPLY: ['keywords'],
} as const satisfies Record<FormKind, readonly (keyof PlacementDraft)[]>;

const keywordsIn = (text: string): string[] =>
  text
    .split(/[\n,，、;；]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const areKeywords = (words: readonly string[]): boolean =>
  words.length > 0 && words.length <= 10 && words.every((word) => fits(word, { width: 30 }));

function checkBeacon({ uuid, major, minor }: PlacementDraft, faults: Map<string, PlacementFault>): void {
  if (uuid.trim() !== '' && !UUID.test(uuid.trim())) faults.set('uuid', 'uuid');
  for (const [name, text] of Object.entries({ major, minor }))
    if (text.trim() !== '' && beaconNumber(text) === null) faults.set(name, 'beaconNumber');
}

function beaconNumber(text: string): number | null {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
  return number !== null && number <= 65_535 ? number : null;
}

/** How long it is good; null: no number that can be taken. */
function secondsOf({ lifeUnit, life }: PlacementDraft): number | null {
  if (lifeUnit === 'default' || !/^\d{1,6}$/.test(life.trim())) return null;
  const seconds = Number(life) * SECONDS[lifeUnit];
  return seconds >= 60 && seconds <= MOST_SECONDS ? seconds : null;
}

const textOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A checked draft as the server takes it. */
export function placementInputOf(draft: PlacementDraft): PlacementCreateInput {
  const common = {
    name: textOf(draft.name),
    channel: textOf(draft.channel),
    storeId: textOf(draft.storeId),
    expiresInSeconds: secondsOf(draft),
    cards: draft.cards.map((card) => cardInputOf(card, draft.kind)),
  };
  switch (draft.kind) {
    case 'QR_CODE':
      return { qrCode: common };
    case 'SHELF':
      return {
        shelf: { ...common, title: draft.title.trim(), bannerUrl: draft.bannerUrl, canShare: draft.canShare },
      };
    case 'ARTICLE':
      return { article: common };
    case 'NEARBY':
      return { nearby: common };
    case 'MENU':
      return { menu: { ...common, label: draft.label.trim() } };
    case 'WIFI':
      return { wifi: { ...common, ssid: draft.ssid.trim() } };
    case 'BEACON':
      return {
        beacon: {
          ...common,
          uuid: draft.uuid.trim(),
          major: beaconNumber(draft.major) ?? 0,
          minor: beaconNumber(draft.minor) ?? 0,
        },
      };
    case 'KEYWORD_REPLY':
      return {
        keywordReply: {
          ...common,
          keywords: keywordsIn(draft.keywords),
          match: draft.match,
          text: textOf(draft.text),
        },
      };
    default:
      return draft.kind satisfies never;
  }
}

const cardInputOf = (card: CardDraft, kind: FormKind): PlacementCardInput => ({
  cardId: card.cardId,
  code: textOf(card.code),
  openid: textOf(card.openid),
  outerStr: textOf(card.outerStr),
  thumbUrl: kind === 'SHELF' ? textOf(card.thumbUrl) : null,
  isSingleUse: card.isSingleUse,
});

/** Where in the form a path of the server is shown; its first name is the branch of the kind. */
export function placementFieldOf([, ...path]: readonly string[]): string | null {
  if (path[0] === 'keywords') return 'keywords';
  return path.length === 0 ? null : path.join('.');
}
