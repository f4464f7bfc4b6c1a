import { visibleClaims } from '../../domain/claims/index.ts';
import { visibleCodes } from '../../domain/codes/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';
import { ClaimType } from '../claims/claim.type.ts';
import { enumType } from '../kit/enum.ts';
import { type CursorForm, follow } from '../kit/live-event.ts';
import { afterDescription, liveEventFields, liveEventRef } from '../kit/live-event.type.ts';
import { CodeType } from './code.type.ts';

/** The events of a user's codes, and the name of each in this stream. */
const OWN_EVENTS = {
  'card.claimed': 'CLAIMED',
  'code.redeemed': 'REDEEMED',
  'code.ticket_updated': 'TICKET_UPDATED',
} as const;
type OwnEvent = keyof typeof OWN_EVENTS;
const isOwnEvent = (type: string): type is OwnEvent => Object.hasOwn(OWN_EVENTS, type);

const MOST_CARDS = 50;

const MineEventKindEnum = enumType('MineEventType', 'What happened to a code of the user.', {
  CLAIMED: 'The user claimed it.',
  REDEEMED: 'It was used.',
  TICKET_UPDATED: 'Its ticket says something else: seat, gate, show …',
} satisfies Record<(typeof OWN_EVENTS)[OwnEvent], string>);

const MineEventType = liveEventRef('MineEvent').implement({
  description: 'Something happened to a code of the user.',
  fields: (t) => ({
    ...liveEventFields(t),
    type: t.field({
      type: MineEventKindEnum,
      description: 'What happened.',
      resolve: ({ event: { type } }) => {
        if (!isOwnEvent(type)) throw new Error(`${type} is no event of a user`);
        return OWN_EVENTS[type];
      },
    }),
    code: t.prismaField({
      type: CodeType,
      description: 'The code, as it is now.',
      resolve: (query, { event: { codeId } }, _args, { domain }) =>
        domain.prisma.code.findFirstOrThrow({ ...query, where: { AND: [visibleCodes(domain), { id: codeId ?? '' }] } }),
    }),
    claim: t.prismaField({
      type: ClaimType,
      nullable: true,
      description: 'The claim that made the code; null for a code that came as a gift.',
      resolve: (query, { event: { codeId } }, _args, { domain }) =>
        domain.prisma.claim.findFirst({ ...query, where: { AND: [visibleClaims(domain), { codeId: codeId ?? '' }] } }),
    }),
  }),
});

/** Sealed, because the numbers in it would tell the merchant's volume (graphql.md §9). */
function sealedCursors({ secrets }: DomainContext, owner: string): CursorForm {
  return {
    cursorOf: ({ sequence }) => secrets.seal('cursor', JSON.stringify([owner, String(sequence ?? 0n)])),
    numberOf: (cursor) => {
      const [of, number]: unknown[] = partsOf(secrets.open('cursor', cursor));
      if (of !== owner || typeof number !== 'string')
        throw new InvalidInputError(['after'], 'This cursor does not belong to this stream');
      return BigInt(number);
    },
  };
}

// Only we seal cursors, so what opens is a list of our own making.
const partsOf = (opened: string | null): unknown[] => (opened === null ? [] : (JSON.parse(opened) as unknown[]));

builder.subscriptionField('mine', (t) =>
  t.field({
    type: MineEventType,
    description: 'The user’s own claims and redemptions, in one stream. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    args: {
      cardIds: t.arg.idList({ description: `Only codes of these cards, at most ${MOST_CARDS}.` }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { cardIds, after }, context) => {
      const { actor } = context.domain;
      if (actor.kind !== 'user') throw new InvalidInputError([], 'User token only');
      if (cardIds && cardIds.length > MOST_CARDS) throw new InvalidInputError(['cardIds'], `At most ${MOST_CARDS}`);
      const choice = { types: Object.keys(OWN_EVENTS), cardIds: cardIds ?? undefined, openid: actor.openid };
      return follow(context, choice, {
        after,
        form: sealedCursors(context.domain, `${actor.merchantId}:${actor.openid}`),
      });
    },
    resolve: (event) => event,
  }),
);
