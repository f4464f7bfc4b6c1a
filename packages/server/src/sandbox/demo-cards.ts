import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { publicFolder } from '../doors/public-folder.ts';
import { type CardDraft, createCard, findCardIds } from '../domain/cards/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { uploadImage } from '../domain/media/index.ts';
import { merchantOf } from '../domain/merchants/index.ts';
import { type DemoCard, demoCards } from './demo-card-list.ts';
import { ensureDemoStores } from './demo-stores.ts';

/** Ids of the demo cards by external id. */
export type DemoCardIds = Readonly<Record<string, string>>;

/**
 * The cards that the demo shop shows: those that are missing are made, through the same verbs as everybody's, once. A
 * card that was changed or deleted stays so.
 */
export async function ensureDemoCards(ctx: DomainContext): Promise<DemoCardIds> {
  const { timeZone } = await merchantOf(ctx);
  const cards = demoCards(DateTime.fromJSDate(ctx.now(), { zone: timeZone }).startOf('month').plus({ months: 1 }));
  const known = await findCardIds(
    ctx,
    cards.map(({ externalId }) => externalId),
  );
  const missing = cards.filter(({ externalId }) => !known.has(externalId));
  const storeIds = missing.length > 0 ? await ensureDemoStores(ctx) : [];
  for (const card of missing) known.set(card.externalId, await make(ctx, card, storeIds));
  return Object.fromEntries(cards.map(({ externalId }) => [externalId, known.get(externalId) ?? '']));
}

async function make(ctx: DomainContext, card: DemoCard, storeIds: readonly string[]): Promise<string> {
  const { logo, isInAllStores, ...face } = card;
  const bytes = readFileSync(join(publicFolder(), 'sandbox', `${logo}.png`));
  const { url: logoUrl } = await uploadImage(ctx, { bytes });
  const stores: Partial<CardDraft> = isInAllStores ? { usesAllStores: true } : { storeIds };
  const { id } = await createCard(ctx, { ...face, ...stores, logoUrl });
  return id;
}
