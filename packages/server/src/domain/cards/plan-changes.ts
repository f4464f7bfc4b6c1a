import type { Card, Merchant } from '../../generated/prisma/client.ts';
import type { CardKind, CodeType } from '../../generated/prisma/enums.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { assertImageUrl } from '../media/index.ts';
import { assertChanges, type ChangedField, differencesOf } from './card-changes.rules.ts';
import { withTimes } from './card-days.rules.ts';
import type { CardChanges, CardDraft, ChangesWithDays } from './card-draft.ts';
import { ChangeNotAllowedError } from './card.errors.ts';
import { imagesOf } from './card-links.rules.ts';
import { assertCardAllows } from './card-operations.ts';
import { assertTexts } from './card-texts.rules.ts';
import { checkCardDraft } from './card.rules.ts';
import { isUnapproved } from './card.states.ts';
import { storeIdsOf } from './card.store.ts';
import { assertNotOver } from './card-validity.rules.ts';
import { findPendingVersion } from './card-version.store.ts';
import { changedDraft, readChanges } from './changed-draft.rules.ts';
import { findStoreIds } from './insert-card.ts';
import { keptDraft } from './kept-draft.rules.ts';
import { assertSelfRedeemable } from './self-redemption.rules.ts';
import { isShownAsQr } from './code-type.rules.ts';
import { draftOfCard } from './stored-draft.rules.ts';

export type CardPlan = {
  card: Card;
  merchant: Merchant;
  /** The face as it is live. */
  live: CardDraft;
  /** The face as it is to be, with what an earlier change still waits for. */
  whole: CardDraft;
  /** What the caller changes, against the live face and what waits. */
  differences: ChangedField[];
};

type Asked = { card: Card; merchant: Merchant; changes: ChangesWithDays };

/**
 * Judges changes of a card that is locked: the resulting draft by the rules of creation, its references, the status of
 * the card, then each field by C6 and C9 (order of domain.md 3b).
 */
export async function planChanges(ctx: DomainContext & { tx: Tx }, asked: Asked): Promise<CardPlan> {
  const { card, merchant } = asked;
  if (asked.changes.kind && asked.changes.kind !== card.kind) throw new ChangeNotAllowedError(['kind'], 'FIXED');
  const live = draftOfCard(card, await storeIdsOf(ctx.tx, card.id));
  const pending = await findPendingVersion(ctx.tx, card.id);
  const base = pending ? changedDraft(live, readChanges(pending)) : live;
  const changes = withTimesIn(asked.changes, { kind: card.kind, timeZone: merchant.timeZone });
  const drafted = changedDraft(base, changes);
  const checked = checkCardDraft(drafted);
  const whole = { ...keptDraft(drafted, checked), ...(await namedStores(ctx, changes)) };
  await assertNewImages(ctx, base, whole);
  assertCardAllows(ctx, card, 'EDIT');
  if (card.isSelfRedeemable) assertSelfRedeemable(faceOf(whole));
  if (card.needsRotatingCode) assertShownAsQr(checked.codeType);
  // Against the live face: what is only asked for may be taken back.
  assertChanges(card.kind, differencesOf(live, whole), { isLive: !isUnapproved(card) });
  const differences = differencesOf(base, whole);
  if (differences.some(({ field }) => field === 'validity')) assertNotOver(checked.validity, ctx.now());
  return { card, merchant, live, whole, differences };
}

/** A card that asks for the rotating code has to show one (K3). */
function assertShownAsQr(codeType: CodeType): void {
  if (!isShownAsQr(codeType))
    throw new InvalidInputError(['codeType'], 'People at the till ask for its rotating QR code', 'CODE_TYPE');
}

const faceOf = ({ center, usesAllStores, storeIds }: CardDraft) => ({
  hasCenter: Boolean(center),
  hasStores: usesAllStores === true || (storeIds ?? []).length > 0,
});

/** Judges the lengths of what a change of a kind of card says, before any card is looked for (order of domain.md 3b). */
export function assertTextsOf({ kind, validity: _validity, ...changes }: ChangesWithDays): void {
  if (kind !== undefined) assertTexts({ ...changes, kind });
}

type Where = { kind: CardKind; timeZone: string };

function withTimesIn({ validity, ...changes }: ChangesWithDays, { kind, timeZone }: Where): CardChanges {
  return { ...changes, ...(validity ? { validity: withTimes({ kind, validity }, timeZone).validity } : {}) };
}

/** The stores that changes name, all by their ids; nothing where they name none. */
async function namedStores(
  ctx: DomainContext,
  { poiIds, storeIds }: CardChanges,
): Promise<Pick<CardDraft, 'storeIds'>> {
  if (poiIds === undefined && storeIds === undefined) return {};
  return { storeIds: await findStoreIds(ctx, { poiIds, storeIds }) };
}

/** Images that were let in once stay, whatever has become of their host. */
async function assertNewImages(ctx: DomainContext, before: CardDraft, after: CardDraft): Promise<void> {
  const known = new Set(imagesOf(before).map(({ url }) => url));
  for (const { field, url } of imagesOf(after)) if (!known.has(url)) await assertImageUrl(ctx, url, field);
}
