import { updateTicket } from '../../domain/codes/index.ts';
import { builder, type Rows } from '../builder.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { CodeType } from './code.type.ts';
import { CodeTicketUpdateInput } from './ticket.inputs.ts';

const CodeTicketUpdatePayload = payloadType<Rows.Code & { replayed: boolean }>('CodeTicketUpdatePayload', {
  description: 'The answer of `codeTicketUpdate`.',
  fields: (t) => ({
    code: t.field({
      type: CodeType,
      nullable: true,
      description: 'The code with its ticket; null when refused.',
      grantScopes: [OWN_ANSWER],
      resolve: ({ value }) => value,
    }),
    replayed: t.boolean({
      description:
        'Whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6); false when refused.',
      resolve: ({ value }) => value?.replayed === true,
    }),
  }),
});

builder.mutationField('codeTicketUpdate', (t) =>
  t.field({
    type: CodeTicketUpdatePayload,
    description:
      'Tells the ticket of a code something: the show of a movie, the passenger of a flight, the seat of a meeting or bus. Needs `codes:write`.',
    authScopes: { scope: 'codes:write' },
    args: { input: t.arg({ type: CodeTicketUpdateInput, required: true, description: 'Which code, and what.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => updateTicket(domain, input)),
  }),
);
