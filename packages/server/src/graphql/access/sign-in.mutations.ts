import { endPersonSessions, type KnownPerson, setPassword } from '../../domain/access/index.ts';
import type { Actor } from '../../domain/kit/actor.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { PersonType } from './person.type.ts';

const isSession = (actor: Actor): boolean =>
  actor.kind === 'person' || (actor.kind === 'operator' && actor.sessionId !== undefined);

const PasswordSetInput = builder.inputType('PasswordSetInput', {
  description: 'One’s own password.',
  fields: (t) => ({
    password: t.string({ required: true, description: 'The new one, 10 to 200 characters.' }),
    currentPassword: t.string({
      description: 'The one until now; may be absent within 15 minutes after signing in.',
    }),
  }),
});

const PasswordSetPayload = payloadType<KnownPerson>('PasswordSetPayload', {
  description: 'The answer of `passwordSet`.',
  fields: (t) => ({
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'Whose password it is; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('passwordSet', (t) =>
  t.field({
    type: PasswordSetPayload,
    description:
      'Sets the password of the person who is signed in, for `POST /session`; their other sessions and open links end. Sessions only.',
    authScopes: (_root, _args, { domain }) => isSession(domain.actor),
    args: { input: t.arg({ type: PasswordSetInput, required: true, description: 'The password.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => setPassword(domain, input)),
  }),
);

type Ended = Awaited<ReturnType<typeof endPersonSessions>>;

const PersonSessionsEndInput = builder.inputType('PersonSessionsEndInput', {
  description: 'Who is to be signed out.',
  fields: (t) => ({ personId: t.id({ required: true, description: 'Id of the person: `per_…`.' }) }),
});

const PersonSessionsEndPayload = payloadType<Ended>('PersonSessionsEndPayload', {
  description: 'The answer of `personSessionsEnd`.',
  fields: (t) => ({
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person; null when refused.',
      resolve: ({ value }) => value?.person ?? null,
    }),
    endedCount: t.int({
      nullable: true,
      description: 'How many sessions ended; null when refused.',
      resolve: ({ value }) => value?.endedCount ?? null,
    }),
  }),
});

builder.mutationField('personSessionsEnd', (t) =>
  t.field({
    type: PersonSessionsEndPayload,
    description:
      'Ends a person’s sessions and open links at once; one’s own but for the one that asks. For somebody who also works elsewhere only an operator. Needs `people:write`, but for oneself.',
    authScopes: { caller: true },
    args: { input: t.arg({ type: PersonSessionsEndInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => endPersonSessions(domain, input)),
  }),
);
