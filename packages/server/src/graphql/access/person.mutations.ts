import { invitePerson } from '../../domain/access/index.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { PersonType, RoleEnum } from './person.type.ts';

type Invited = Awaited<ReturnType<typeof invitePerson>>;

const PersonInviteInput = builder.inputType('PersonInviteInput', {
  description: 'Somebody who shall be able to sign in (W7).',
  fields: (t) => ({
    login: t.string({ required: true, description: 'A name or an e-mail address, unique in the installation.' }),
    name: t.string({ required: true, description: 'Name of the person, at most 64 characters.' }),
    role: t.field({
      type: RoleEnum,
      description: 'Role at the merchant; replaces the one that the person had. Required unless `isOperator`.',
    }),
    storeIds: t.idList({ description: 'Stores that bind the person (W4); absent or empty: all.' }),
    isOperator: t.boolean({ description: 'Whether the person becomes an operator; only operators may say so.' }),
  }),
});

const PersonInvitePayload = payloadType<Invited>('PersonInvitePayload', {
  description: 'The answer of `personInvite`.',
  fields: (t) => ({
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person; null when refused.',
      resolve: ({ value }) => value?.person ?? null,
    }),
    signInToken: t.string({
      nullable: true,
      description:
        'For `GET /session/<token>`, once, within 15 minutes; shown this once. Null when refused, and for a colleague who also works elsewhere.',
      resolve: ({ value }) => value?.signInToken ?? null,
    }),
  }),
});

builder.mutationField('personInvite', (t) =>
  t.field({
    type: PersonInvitePayload,
    description:
      'Lets somebody sign in, or gives one of the merchant’s people another role (W7). Somebody who works elsewhere is invited by an operator, and starts afresh: their sessions, open links and password end. Needs `people:write`.',
    authScopes: { scope: 'people:write' },
    args: { input: t.arg({ type: PersonInviteInput, required: true, description: 'Who, and as what.' }) },
    resolve: (_root, { input: { login, name, role, storeIds, isOperator } }, { domain }) =>
      outcomeOf(() =>
        invitePerson(domain, {
          login,
          name,
          role: role ?? undefined,
          storeIds: storeIds ?? undefined,
          isOperator: isOperator ?? undefined,
        }),
      ),
  }),
);
