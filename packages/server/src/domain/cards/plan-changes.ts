import type { Card, Merchant } from '../../generated/prisma/client.ts';
import type { CardKind } from '../../generated/prisma/enums.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { assertImageUrl } from '../media/index.ts';
import { assertChanges, type ChangedField, differencesOf } from './card-changes.rules.ts';
import { withTimes } from './card-days.rules.ts';
import type { CardChanges, CardDraft, ChangesWithDays } from './card-draft.ts';
import { ChangeNotAllowedError } from './card.errors.ts';
import { imagesOf } from './card-links.rules.ts';
import { assertCardAllows } from './card-operations.ts';
import { checkCardDraft } from './card.rules.ts';
import { isUnapproved } from './card.states.ts';
import { storeIdsOf } from './card.store.ts';
import { assertNotOver } from './card-validity.rules.ts';
import { findPendingVersion } from './card-version.store.ts';
import { changedDraft, readChanges } from './changed-draft.rules.ts';
import { findStoreIds } from './insert-card.ts';
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
  const whole = changedDraft(
    base,
    await resolved(ctx, { kind: card.kind, timeZone: merchant.timeZone, changes: asked.changes }),
  );
  const { validity } = checkCardDraft(whole);
  const differences = differencesOf(base, whole);
  await assertNewImages(ctx, base, whole);
  assertCardAllows(ctx, card, 'EDIT');
  assertChanges(card.kind, differences, { isLive: !isUnapproved(card) });
  if (differences.some(({ field }) => field === 'validity')) assertNotOver(validity, ctx.now());
  return { card, merchant, live, whole, differences };
}

type Resolving = { kind: CardKind; timeZone: string; changes: ChangesWithDays };

/** Changes with times for days, and all stores by their ids. */
async function resolved(ctx: DomainContext, { kind, timeZone, changes }: Resolving): Promise<CardChanges> {
  const { validity, poiIds, storeIds, ...rest } = changes;
  const namesStores = poiIds !== undefined || storeIds !== undefined;
  return {
    ...rest,
    ...(validity ? { validity: withTimes({ kind, validity }, timeZone).validity } : {}),
    ...(namesStores ? { storeIds: await findStoreIds(ctx, { poiIds, storeIds }) } : {}),
  };
}

/** Images that were let in once stay, whatever has become of their host. */
async function assertNewImages(ctx: DomainContext, before: CardDraft, after: CardDraft): Promise<void> {
  const known = new Set(imagesOf(before).map(({ url }) => url));
  for (const { field, url } of imagesOf(after)) if (!known.has(url)) await assertImageUrl(ctx, url, field);
}
