import {
  disablePerson,
  enablePerson,
  invitePerson,
  type KnownPerson,
  removePersonRole,
} from '../../domain/access/index.ts';
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

const personInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ personId: t.id({ required: true, description: 'Id of the person: `per_…`.' }) }),
  });

const personPayload = (name: string, description: string) =>
  payloadType<KnownPerson>(name, {
    description,
    fields: (t) => ({
      person: t.field({
        type: PersonType,
        nullable: true,
        description: 'The person; null when refused.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const PersonDisableInput = personInput('PersonDisableInput', 'Who is to be shut out.');
const PersonDisablePayload = personPayload('PersonDisablePayload', 'The answer of `personDisable`.');
const PersonEnableInput = personInput('PersonEnableInput', 'Who is to be let in again.');
const PersonEnablePayload = personPayload('PersonEnablePayload', 'The answer of `personEnable`.');
const PersonRoleRemoveInput = personInput('PersonRoleRemoveInput', 'Whose role is to be taken away.');
const PersonRoleRemovePayload = personPayload('PersonRoleRemovePayload', 'The answer of `personRoleRemove`.');

builder.mutationField('personDisable', (t) =>
  t.field({
    type: PersonDisablePayload,
    description:
      'Shuts a person out: sessions and open links end, and nothing signs them in until an operator enables them. For somebody who also works elsewhere only an operator; never oneself. Needs `people:write`.',
    authScopes: { scope: 'people:write' },
    args: { input: t.arg({ type: PersonDisableInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => disablePerson(domain, input)),
  }),
);

builder.mutationField('personEnable', (t) =>
  t.field({
    type: PersonEnablePayload,
    description: 'Lets a disabled person sign in again. Operators only. Needs `merchants:write`.',
    authScopes: { scope: 'merchants:write' },
    args: { input: t.arg({ type: PersonEnableInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => enablePerson(domain, input)),
  }),
);

builder.mutationField('personRoleRemove', (t) =>
  t.field({
    type: PersonRoleRemovePayload,
    description:
      'Takes away the role that a person has at the merchant; whoever then works nowhere is signed out. Never oneself. Needs `people:write`.',
    authScopes: { scope: 'people:write' },
    args: { input: t.arg({ type: PersonRoleRemoveInput, required: true, description: 'Whose.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => removePersonRole(domain, input)),
  }),
);
