import { openSigningSecrets } from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { type CardExt, unsignedV1, valuesV1, valuesV2 } from './card-ext.rules.ts';
import type { SignatureCase } from './explain.rules.ts';
import './signature.ports.ts';
import { hmacSha256, type SignedValue, sortedPairs, sortedValues } from './signed-text.rules.ts';
import { caseByTickets } from './ticket-case.queries.ts';

/** A `cardExt` beside all keys that its merchant has, in force or not. */
export function caseOfCardExt(ctx: DomainContext, ext: CardExt, cardId: string): Promise<SignatureCase> {
  if (ext.form === 'V2') return caseV2(ctx, ext, cardId);
  return caseByTickets(ctx, {
    type: 'WX_CARD',
    values: (ticket) => valuesV1(ext, cardId, ticket),
    join: sortedValues,
    unsigned: unsignedV1(ext),
    sent: ext.signature,
  });
}

async function caseV2(ctx: DomainContext, ext: CardExt, cardId: string): Promise<SignatureCase> {
  const secrets = await openSigningSecrets(ctx, merchantIdOf(ctx));
  const by = (secret: string) => ({ values: valuesV2(ext, cardId), digest: hmacSha256(secret) });
  const named = ext.fields.get('key_id');
  const [others, own] = [secrets.filter(({ id }) => id !== named), secrets.filter(({ id }) => id === named)];
  return {
    keyed: own.map(({ secret }) => by(secret)),
    foreign: others.map(({ secret }) => ({ part: 'KEY_ID', ...by(secret) })),
    join: sortedPairs,
    unsigned: [],
    sent: ext.signature,
    keyPart: 'KEY_ID',
  };
}

/** What a `cardExt` may have been signed for instead: another card of its merchant, or the very user who claims. */
export async function insteadOfCardExt(ctx: DomainContext, openid: string | null | undefined): Promise<SignedValue[]> {
  const cards = await ctx.ports.signatures.newestCardIds(ctx);
  const values = cards.map((value): SignedValue => ({ part: 'CARD_ID', name: 'card_id', value }));
  return openid ? [...values, { part: 'OPENID', name: 'openid', value: openid }] : values;
}
