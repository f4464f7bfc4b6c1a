import { cancelDraw, scheduleDraw } from '../../domain/draws/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { ClaimDrawType } from './draw.type.ts';

const drawPayload = (name: string, mutation: string) =>
  payloadType<Rows.ClaimDraw>(name, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      draw: t.field({
        type: ClaimDrawType,
        nullable: true,
        description: 'The draw; null when refused.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const ClaimDrawScheduleInput = builder.inputType('ClaimDrawScheduleInput', {
  description: 'A draw by which a card is given out.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: 'The card. Not one whose codes are named at the claim.' }),
    opensAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'From when users enter: 10 seconds from now or later.',
    }),
    closesAt: t.field({ type: 'DateTime', required: true, description: 'Until when, exclusive; 31 days at most.' }),
    pieces: t.int({ required: true, description: 'How many can win, at most what is left of the card.' }),
  }),
});

const ClaimDrawSchedulePayload = drawPayload('ClaimDrawSchedulePayload', 'claimDrawSchedule');

builder.mutationField('claimDrawSchedule', (t) =>
  t.field({
    type: ClaimDrawSchedulePayload,
    description:
      'Lets a card be given out by draw (L9): from now until it has ended a claim of it enters the draw (QUEUED), whoever makes it. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: ClaimDrawScheduleInput, required: true, description: 'Which card, and when.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => scheduleDraw(domain, input)),
  }),
);

const ClaimDrawCancelInput = builder.inputType('ClaimDrawCancelInput', {
  description: 'A draw that is called off.',
  fields: (t) => ({ drawId: t.id({ required: true, description: 'The draw: `draw_…`.' }) }),
});

const ClaimDrawCancelPayload = drawPayload('ClaimDrawCancelPayload', 'claimDrawCancel');

builder.mutationField('claimDrawCancel', (t) =>
  t.field({
    type: ClaimDrawCancelPayload,
    description:
      'Calls a draw off before its lots are drawn; the card is claimed as any other again. Needs `cards:write`.',
    authScopes: { scope: 'cards:write' },
    args: { input: t.arg({ type: ClaimDrawCancelInput, required: true, description: 'Which draw.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => cancelDraw(domain, input)),
  }),
);
