import { type Field, InvalidInputError } from '../kit/errors.ts';
import { isOpenid } from '../kit/openid.ts';
import { randomText } from '../kit/random-text.ts';
import { fitsWidth, givenText, isBlank, isPlainText } from '../kit/text.ts';
import type { KeywordReplySettings, PlacementDraft, PlacementSettings } from './placement-draft.ts';

const DAY_SECONDS = 86_400;
/** Contract §3.1: a QR code that names no end is good for 365 days. */
export const QR_CODE_SECONDS = 365 * DAY_SECONDS;
const FEWEST_SECONDS = 60;
const MOST_QR_CARDS = 5;
const MOST_CARDS = 20;
const MOST_KEYWORDS = 10;
/** At most so many wide characters are said about a card that a message brings. */
export const MESSAGE_TEXT_WIDTH = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_BEACON = 65_535;

const MOST_BY_KIND: Readonly<Partial<Record<PlacementDraft['kind'], number>>> = {
  QR_CODE: MOST_QR_CARDS,
  BROADCAST: 1,
  KEYWORD_REPLY: 1,
};

/** Refuses what no placement of its kind can be (L5), before anything is looked up. */
export function assertPlacementDraft(draft: PlacementDraft): void {
  const { kind, name, expiresInSeconds, storeId, cards } = draft;
  if (!isBlank(name)) assertLine(['name'], name, 64);
  if (cards.length === 0) throw new InvalidInputError(['cards'], 'At least one card', 'ACTION_INFO');
  const most = MOST_BY_KIND[kind] ?? MOST_CARDS;
  if (cards.length > most) throw new InvalidInputError(['cards'], `At most ${most} cards`, 'TOO_MANY');
  cards.forEach(({ openid }, index) => {
    if (!isBlank(openid) && !isOpenid(openid ?? ''))
      throw new InvalidInputError(['cards', index, 'openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  });
  if (typeof expiresInSeconds === 'number' && !isLife(expiresInSeconds))
    throw new InvalidInputError(['expiresInSeconds'], '60 seconds to 365 days', 'TIME');
  if (kind === 'KEYWORD_REPLY') assertForEverybody(draft.cards);
  if (kind === 'NEARBY' && isBlank(storeId)) throw new InvalidInputError(['storeId'], 'Missing', 'MISSING');
  assertSettings(draft);
}

const isLife = (seconds: number): boolean =>
  Number.isSafeInteger(seconds) && FEWEST_SECONDS <= seconds && seconds <= QR_CODE_SECONDS;

function assertSettings(draft: PlacementDraft): void {
  if (draft.kind === 'SHELF') assertShelf(draft.settings);
  if (draft.kind === 'MENU') assertLine(['label'], draft.settings.label, 16);
  if (draft.kind === 'WIFI') assertLine(['ssid'], draft.settings.ssid, 32);
  if (draft.kind === 'BEACON') assertBeacon(draft.settings);
  if (draft.kind === 'KEYWORD_REPLY') assertKeywordReply(draft.settings);
}

/** What anybody gets who writes a word can't be for one user or one claim. */
function assertForEverybody(cards: PlacementDraft['cards']): void {
  cards.forEach(({ code, openid, isSingleUse }, index) => {
    const named = Object.entries({
      code: givenText(code),
      openid: givenText(openid),
      isSingleUse: isSingleUse || null,
    });
    const [field] = named.find(([, value]) => value !== null) ?? [];
    if (field !== undefined)
      throw new InvalidInputError(['cards', index, field], 'A keyword reply is for everybody', 'ACTION_INFO');
  });
}

/** Contract §3.2: where a shelf is shown, in Weixin's words. */
const SCENES: readonly string[] = [
  'SCENE_NEAR_BY',
  'SCENE_MENU',
  'SCENE_QRCODE',
  'SCENE_ARTICLE',
  'SCENE_H5',
  'SCENE_IVR',
  'SCENE_CARD_CUSTOM_CELL',
];

function assertShelf({ title, scene }: PlacementSettings['SHELF']): void {
  assertLine(['title'], title, 32);
  if (!isBlank(scene) && !SCENES.includes(scene ?? ''))
    throw new InvalidInputError(['scene'], `One of ${SCENES.join(', ')}`);
}

function assertKeywordReply({ keywords, text }: KeywordReplySettings): void {
  if (keywords.length === 0) throw new InvalidInputError(['keywords'], 'At least one keyword', 'MISSING');
  if (keywords.length > MOST_KEYWORDS) throw new InvalidInputError(['keywords'], `At most ${MOST_KEYWORDS} keywords`);
  keywords.forEach((keyword, index) => assertLine(['keywords', index], keyword, 30));
  assertMessageText(text);
}

/** Refuses what can't be said about a card in a message; nothing need be said. */
export function assertMessageText(text: string | null | undefined): void {
  if (isBlank(text)) return;
  if (!isPlainText(text ?? '', 'many-lines')) throw new InvalidInputError(['text'], 'Holds what can not be seen');
  if (!fitsWidth(text ?? '', MESSAGE_TEXT_WIDTH))
    throw new InvalidInputError(['text'], `At most ${MESSAGE_TEXT_WIDTH} wide characters`, 'TOO_LONG');
}

function assertBeacon({ uuid, major, minor }: { uuid: string; major: number; minor: number }): void {
  if (!UUID.test(uuid)) throw new InvalidInputError(['uuid'], 'Not a UUID');
  for (const [field, number] of [['major', major] as const, ['minor', minor] as const])
    if (!Number.isInteger(number) || number < 0 || number > MOST_BEACON)
      throw new InvalidInputError([field], `0 to ${MOST_BEACON}`);
}

function assertLine(field: Field, text: string | null | undefined, width: number): void {
  if (isBlank(text)) throw new InvalidInputError(field, 'Missing', 'MISSING');
  if (!isPlainText(text ?? '', 'one-line')) throw new InvalidInputError(field, 'Holds what can not be seen');
  if (!fitsWidth(text ?? '', width)) throw new InvalidInputError(field, `At most ${width} wide characters`, 'TOO_LONG');
}

const TOKEN_LENGTH = 22;

/** What claims name as their placement; nobody guesses it. */
export const tokenOf = (random: (byteCount: number) => Buffer): string => randomText(random, TOKEN_LENGTH);
