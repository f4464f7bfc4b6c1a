import type { Card, Placement, Prisma } from '../../generated/prisma/client.ts';
import { assertCardAllows, markDistributed } from '../cards/index.ts';
import { CodeModeError, CodeTakenError, hasOwnCode, namedCodeRefusal } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import { parseChannel } from '../kit/channel.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { type Field, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { givenText, isBlank } from '../kit/text.ts';
import { inTransaction } from '../kit/transaction.ts';
import { assertImageUrl } from '../media/index.ts';
import { stockOf } from '../stock/index.ts';
import { findStoreToName, StoreNotApprovedError } from '../stores/index.ts';
import { openReplies } from './keyword-reply.queries.ts';
import type { PlacementCardDraft, PlacementDraft } from './placement-draft.ts';
import { assertPlacementDraft, QR_CODE_SECONDS, tokenOf } from './placement-kinds.rules.ts';

const MOST_REPLIES = 500;

/**
 * Makes a way to claim cards (L5) and puts them into circulation (C8).
 *
 * Throws NotAllowedError, NotFoundError, InvalidInputError, StoreNotApprovedError, CardStatusError, CodeTakenError, CodeModeError.
 */
export async function createPlacement(ctx: DomainContext, draft: PlacementDraft): Promise<Placement> {
  assertMay(ctx, 'placements:write');
  return inTransaction(ctx, (tx) => placeCards(tx, ctx, draft));
}

/** As {@link createPlacement}, for a room whose verb has asked for a scope of its own and opened the transaction. */
export async function placeCards(tx: Tx, ctx: DomainContext, draft: PlacementDraft): Promise<Placement> {
  assertPlacementDraft(draft);
  const channel = parseChannel(draft.channel, ['channel']);
  const cards = draft.cards.map((card, position) => ({
    ...card,
    outerStr: parseChannel(card.outerStr, ['cards', position, 'outerStr']),
  }));
  const joined = { ...ctx, tx };
  if (draft.kind === 'KEYWORD_REPLY') await assertMoreReplies(tx, ctx);
  const storeId = await storeOf(joined, givenText(draft.storeId));
  await assertImages(joined, draft);
  const rows = await cardRows(tx, joined, { kind: draft.kind, cards });
  const placement = await tx.placement.create({
    data: {
      ...placementRow(ctx, draft),
      name: givenText(draft.name) ?? ownNameOf(draft) ?? rows[0]?.card.title ?? '',
      channel,
      storeId,
      cards: { create: rows.map(({ row }) => row) },
    },
  });
  await announce(tx, ctx, {
    type: 'placement.created',
    ...(storeId === null ? {} : { storeId }),
    data: { placementId: placement.id, kind: placement.kind, channel },
  });
  // In the order of ids, so that two placements of the same cards wait for each other in one direction.
  for (const id of [...new Set(rows.map(({ card }) => card.id))].sort()) await markDistributed(tx, ctx, id);
  return placement;
}

/** What its kind calls it; null: nothing of its own. */
function ownNameOf(draft: PlacementDraft): string | null {
  switch (draft.kind) {
    case 'SHELF':
      return draft.settings.title;
    case 'MENU':
      return draft.settings.label;
    case 'WIFI':
      return draft.settings.ssid;
    case 'KEYWORD_REPLY':
      return draft.settings.keywords[0] ?? null;
    case 'QR_CODE':
    case 'ARTICLE':
    case 'NEARBY':
    case 'BEACON':
    case 'BROADCAST':
      return null;
    default:
      return draft satisfies never;
  }
}

/** Each word that a user writes is held against all of them. */
async function assertMoreReplies(tx: Tx, ctx: DomainContext): Promise<void> {
  const open = await tx.placement.count({ where: openReplies(merchantIdOf(ctx), ctx.now()) });
  if (open >= MOST_REPLIES)
    throw new InvalidInputError(['keywords'], `At most ${MOST_REPLIES} open keyword replies: close one`, 'TOO_MANY');
}

function placementRow(ctx: DomainContext, { kind, settings, expiresInSeconds }: PlacementDraft) {
  const at = ctx.now();
  const seconds = expiresInSeconds ?? (kind === 'QR_CODE' ? QR_CODE_SECONDS : null);
  return {
    id: ctx.newId('plc'),
    merchantId: merchantIdOf(ctx),
    kind,
    token: tokenOf(ctx.random),
    settings: settingsColumn(settings),
    expiresAt: seconds === null ? null : new Date(at.getTime() + seconds * 1000),
    createdAt: at,
  };
}

// Texts, numbers, switches and lists of texts: JSON as they stand, only their optional fields say `undefined`.
const settingsColumn = (settings: PlacementDraft['settings']): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(settings ?? {})) as Prisma.InputJsonObject;

async function storeOf(ctx: DomainContext, storeId: string | null): Promise<string | null> {
  const bound = boundStoresOf(ctx.actor);
  if (bound !== null && (storeId === null || !bound.includes(storeId)))
    throw new NotAllowedError('This credential is bound to certain stores: name one of them', { field: ['storeId'] });
  if (storeId === null) return null;
  const store = await findStoreToName(ctx, storeId);
  if (!store) throw new NotFoundError('store', ['storeId']);
  if (store.state !== 'APPROVED') throw new StoreNotApprovedError(['storeId'], store.state);
  return storeId;
}

async function assertImages(ctx: DomainContext, draft: PlacementDraft): Promise<void> {
  if (draft.kind === 'SHELF') await assertImageUrl(ctx, draft.settings.bannerUrl, ['bannerUrl']);
  for (const [index, { thumbUrl }] of draft.cards.entries())
    if (!isBlank(thumbUrl)) await assertImageUrl(ctx, thumbUrl ?? '', ['cards', index, 'thumbUrl']);
}

type Chosen = { kind: PlacementDraft['kind']; cards: readonly (PlacementCardDraft & { outerStr: string | null })[] };
type PlacedCard = { card: Card; row: Prisma.PlacementCardUncheckedCreateWithoutPlacementInput };

async function cardRows(tx: Tx, ctx: DomainContext, { kind, cards }: Chosen): Promise<PlacedCard[]> {
  const merchantId = merchantIdOf(ctx);
  const ids = cards.map(({ cardId }) => cardId);
  const found = new Map(
    (await tx.card.findMany({ where: { merchantId, id: { in: ids } } })).map((card) => [card.id, card]),
  );
  const stocks = await stockOf(ctx, ids);
  const rows: PlacedCard[] = [];
  for (const [position, given] of cards.entries()) {
    const card = found.get(given.cardId);
    if (!card) throw new NotFoundError('card', ['cards', position, 'cardId']);
    assertCardAllows(ctx, card, 'CLAIM');
    const { outerStr } = given;
    const [code, openid, thumbUrl] = [given.code, given.openid, given.thumbUrl].map(givenText);
    await assertNamed(tx, card, { kind, given: { ...given, code, openid }, position });
    const isSingleUse = Boolean(given.isSingleUse || code || openid);
    if (given.isSingleUse && (stocks.get(card.id)?.left ?? 0) < 1)
      throw new InvalidInputError(['cards', position, 'cardId'], 'Nothing is left in stock', 'QUANTITY');
    rows.push({
      card,
      row: {
        position,
        merchantId,
        cardId: card.id,
        code: code ?? null,
        openid: openid ?? null,
        outerStr,
        thumbUrl: thumbUrl ?? null,
        isSingleUse,
      },
    });
  }
  return rows;
}

type Named = { kind: PlacementDraft['kind']; given: PlacementCardDraft; position: number };

/** Contract §3.1: custom codes are named by the code that hands them out, and bound users by the QR code. */
async function assertNamed(tx: Tx, card: Card, { kind, given, position }: Named): Promise<void> {
  const field = ['cards', position, 'code'];
  if (isMessage(kind)) assertSendable(card, ['cards', position, 'cardId']);
  const refusal = namedCodeRefusal(card.codeMode, given.code || null);
  if (refusal) throw new InvalidInputError(field, refusal.message, 'ACTION_INFO');
  if (given.code && (await hasOwnCode(tx, card.id, given.code))) throw new CodeTakenError(field, given.code);
  if (kind === 'QR_CODE' && card.bindsOpenid && !given.openid)
    throw new InvalidInputError(['cards', position, 'openid'], 'This card binds its users: name one', 'ACTION_INFO');
}

const isMessage = (kind: PlacementDraft['kind']): boolean => kind === 'BROADCAST' || kind === 'KEYWORD_REPLY';

/** K1: what one message brings to many can't name a code for each, so cards with pure custom codes are not sent. */
export function assertSendable({ codeMode }: Pick<Card, 'codeMode'>, field: Field): void {
  if (codeMode === 'CUSTOM') throw new CodeModeError(codeMode, 'SYSTEM, DEPOSITED', field);
}
