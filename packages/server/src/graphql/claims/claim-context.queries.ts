import { type ClaimContext, findClaimContext } from '../../domain/claims/index.ts';
import { builder } from '../builder.ts';
import { loadedAnswer } from '../kit/loaded-answer.ts';
import { ClaimType } from './claim.type.ts';

const ClaimContextType = builder.objectRef<ClaimContext>('ClaimContext').implement({
  description: 'What a page needs beside the public face of a card to let its user claim. Never cached.',
  fields: (t) => ({
    serverTime: t.expose('serverTime', { type: 'DateTime', description: 'Time of this server, for countdowns.' }),
    pageTicket: t.exposeString('pageTicket', {
      description: 'Send it with the claim (`cardClaim.pageTicket`). Good for 5 minutes, this user and this card.',
    }),
    claim: t.field({
      type: ClaimType,
      nullable: true,
      description: 'The user’s latest claim of the card whose code is still in the user’s hands; null: none.',
      resolve: ({ claim }, _args, context, info) => loadedAnswer(claim, context, info),
    }),
    claimsLeft: t.exposeInt('claimsLeft', { description: 'How often the user may still claim the card (C5).' }),
  }),
});

builder.queryField('claimContext', (t) =>
  t.field({
    type: ClaimContextType,
    nullable: true,
    description:
      'The user and a card: claimed already? may claim still? Null: no such card to be seen. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    args: { cardId: t.arg.id({ required: true, description: 'Id of the card: `card_…`.' }) },
    resolve: (_root, { cardId }, { domain }) => findClaimContext(domain, cardId),
  }),
);
