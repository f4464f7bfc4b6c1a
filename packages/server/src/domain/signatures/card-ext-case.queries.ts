import { findTickets, openSigningSecrets } from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { type CardExt, unsignedV1, valuesV1, valuesV2 } from './card-ext.rules.ts';
import type { SignatureCase } from './explain.rules.ts';
import { hmacSha256, sha1, sortedPairs, sortedValues } from './signed-text.rules.ts';

/** A `cardExt` beside all keys that its merchant has, in force or not. */
export function caseOfCardExt(ctx: DomainContext, ext: CardExt, cardId: string): Promise<SignatureCase> {
  return ext.form === 'V1' ? caseV1(ctx, ext, cardId) : caseV2(ctx, ext, cardId);
}

async function caseV1(ctx: DomainContext, ext: CardExt, cardId: string): Promise<SignatureCase> {
  const tickets = await findTickets(ctx, merchantIdOf(ctx));
  const by = (ticket: string) => ({ values: valuesV1(ext, cardId, ticket), digest: sha1 });
  const isRight = ({ type, isLive }: (typeof tickets)[number]): boolean => type === 'WX_CARD' && isLive;
  return {
    keyed: tickets.filter(isRight).map(({ ticket }) => by(ticket)),
    foreign: tickets.filter((one) => !isRight(one)).map(({ ticket }) => ({ part: 'TICKET', ...by(ticket) })),
    join: sortedValues,
    unsigned: unsignedV1(ext),
    sent: ext.signature,
    keyPart: 'TICKET',
  };
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
