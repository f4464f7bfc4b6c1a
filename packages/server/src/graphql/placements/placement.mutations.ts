import { closePlacement, createPlacement } from '../../domain/placements/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { inBranch, placementDraftOf, PlacementCreateInput } from './placement.inputs.ts';
import { PlacementType } from './placement.type.ts';

const payloadOf = (name: string, description: string) =>
  payloadType<Rows.Placement>(name, {
    description,
    fields: (t) => ({
      placement: t.field({
        type: PlacementType,
        nullable: true,
        description: 'The placement as it is now; null when refused.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const PlacementCreatePayload = payloadOf('PlacementCreatePayload', 'The answer of `placementCreate`.');

builder.mutationField('placementCreate', (t) =>
  t.field({
    type: PlacementCreatePayload,
    description:
      'Makes a way of bringing cards to people (L5) and puts them into circulation (C8). `userErrors.field` begins with the branch. Needs `placements:write`.',
    authScopes: { scope: 'placements:write' },
    args: { input: t.arg({ type: PlacementCreateInput, required: true, description: 'What it is to be.' }) },
    resolve: (_root, { input }, { domain }) =>
      outcomeOf(() => createPlacement(domain, placementDraftOf(input)), inBranch(input)),
  }),
);

const PlacementCloseInput = builder.inputType('PlacementCloseInput', {
  description: 'Which placement ends.',
  fields: (t) => ({ placementId: t.id({ required: true, description: 'The placement.' }) }),
});

const PlacementClosePayload = payloadOf('PlacementClosePayload', 'The answer of `placementClose`.');

builder.mutationField('placementClose', (t) =>
  t.field({
    type: PlacementClosePayload,
    description:
      'Ends a placement for good; what it handed out stays. Closing a closed one changes nothing. Needs `placements:write`.',
    authScopes: { scope: 'placements:write' },
    args: { input: t.arg({ type: PlacementCloseInput, required: true, description: 'Which one.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => closePlacement(domain, input)),
  }),
);
