import {
  findOwnEntry,
  phaseOf,
  type DrawPhase,
  publishedEntries,
  type PublishedEntry,
  ticketSourceOf,
} from '../../domain/draws/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

const MOST_ENTRIES = 1_000;
/** So many short rows of one index cost as much as an object. */
const ENTRIES_A_PRICE = 50;

const DrawPhaseEnum = enumType('DrawPhase', 'Where a draw stands (L9).', {
  AHEAD: 'It has not opened.',
  OPEN: 'Users enter, by claiming the card.',
  DRAWING: 'It is closed: lots are drawn, and codes given to who has won.',
  ENDED: 'Everybody has a result; what is left of the card is claimed as of any other.',
  CANCELLED: 'Its merchant called it off.',
} satisfies Record<DrawPhase, string>);

const DrawResultEnum = enumType('DrawResult', 'What became of an entry.', {
  WON: 'The user has a code.',
  LOST: 'Others came before.',
  REFUSED: 'Its turn came, but the claim was refused: the next in order won instead.',
} satisfies Record<Rows.DrawResult, string>);

const PublishedEntryType = builder.objectRef<PublishedEntry>('DrawEntry').implement({
  description:
    'One entry of a draw as anybody may see it. Entries stand in the order of the SHA-256 of `<seed>:<ticket>`, as hex digits.',
  fields: (t) => ({
    ticket: t.exposeString('ticket', {
      description:
        'SHA-256 of `<id of the draw>:<openid>:<idempotency key of the call that entered>`. As long as that key is random, only who entered can tell whose it is.',
    }),
    rank: t.exposeInt('rank', { nullable: true, description: '1, 2, 3 … in that order; null: not drawn.' }),
    result: t.expose('result', {
      type: DrawResultEnum,
      nullable: true,
      description: 'What became of it; null: nothing yet.',
    }),
    refusal: t.exposeString('refusal', {
      nullable: true,
      description: 'Code of the refusal of REFUSED ones; else null.',
    }),
  }),
});

export const ClaimDrawType = builder.prismaObject('ClaimDraw', {
  description:
    'A draw by which a card is given out (L9). Anybody can check it: the seed has the hash that was published before, and the order follows from seed and tickets.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the draw: `draw_…`.' }),
    cardId: t.exposeID('cardId', { description: 'The card.' }),
    phase: t.field({
      type: DrawPhaseEnum,
      description: 'Where it stands at this moment.',
      resolve: (draw, _args, { domain }) => phaseOf(draw, domain.now()),
    }),
    opensAt: t.expose('opensAt', { type: 'DateTime', description: 'From when users enter.' }),
    closesAt: t.expose('closesAt', { type: 'DateTime', description: 'Until when, exclusive.' }),
    pieces: t.exposeInt('pieces', { description: 'How many can win.' }),
    seedHash: t.exposeString('seedHash', { description: 'SHA-256 of the seed, from the beginning.' }),
    seed: t.exposeString('seed', {
      nullable: true,
      description: 'The seed, a text of hex digits; null: not drawn yet.',
    }),
    drawnAt: t.expose('drawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was drawn; null: not yet.',
    }),
    entryCount: t.exposeInt('entryCount', {
      nullable: true,
      description: 'How many had entered; null: not drawn yet.',
    }),
    wonCount: t.exposeInt('wonCount', { description: 'How many have won; 0 until it has ended.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When everybody had a result; null: not yet.',
    }),
    entries: t.field({
      type: [PublishedEntryType],
      description: 'Its entries in their order, at most 1000 at once; none before it is drawn.',
      // Entries have nothing but values, which come along: the field itself must say what so many rows cost.
      complexity: ({ first }) => 1 + Math.ceil(Math.min(Math.max(first ?? 100, 0), MOST_ENTRIES) / ENTRIES_A_PRICE),
      args: {
        first: t.arg.int({ description: 'How many, 1 to 1000; 100 when absent.' }),
        afterRank: t.arg.int({ description: 'The rank after which they begin; 0 when absent.' }),
      },
      resolve: (draw, { first, afterRank }, { domain }) => {
        const count = first ?? 100;
        if (count < 1 || count > MOST_ENTRIES) throw new InvalidInputError(['first'], `1 to ${MOST_ENTRIES}`);
        return publishedEntries(domain, draw, { first: count, afterRank: afterRank ?? 0 });
      },
    }),
  }),
});

/** What only the user who asks may see. */
builder.prismaObjectFields(ClaimDrawType, (t) => ({
  ownEntry: t.field({
    type: PublishedEntryType,
    nullable: true,
    description: 'The entry of the user who asks; null: not entered, or no user asks.',
    resolve: (draw, _args, { domain }) => findOwnEntry(domain, draw),
  }),
  ownTicketSource: t.string({
    nullable: true,
    description:
      'The text whose SHA-256 is the ticket of the user who asks; null: not entered, or no user asks. It ends with the idempotency key of the call that entered, or the id of the entry where it had none.',
    resolve: async (draw, _args, { domain }) => {
      const entry = await findOwnEntry(domain, draw);
      return entry && ticketSourceOf(entry);
    },
  }),
  ownClaimId: t.id({
    nullable: true,
    description: 'Id of the claim that the user who asks has won, for `claim(id)`; null: none.',
    resolve: async (draw, _args, { domain }) => (await findOwnEntry(domain, draw))?.claimId ?? null,
  }),
}));
