import type { KnownPerson } from '../../domain/access/index.ts';
import type { PersonRoleName, StaffRoleName } from '../../domain/kit/actor.ts';
import { builder } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const RoleEnum = enumType('Role', 'What a person does at a merchant (W7).', {
  OWNER: 'Everything, people and keys included.',
  MANAGER: 'Cards, stores, claims and redemptions.',
  ANALYST: 'Reads all, changes nothing.',
  STAFF: 'Works at a till, in certain stores or all.',
} satisfies Record<PersonRoleName, string>);

export const StaffRoleEnum = enumType('StaffRole', 'What STAFF do (W4): one or several.', {
  REDEEMER: 'Redeems codes in their stores.',
  CASHIER: 'Hears of payments in their stores; redeems nothing.',
  SUPER: 'Redeems and reverses in every store, and manages staff.',
} satisfies Record<StaffRoleName, string>);

export const PersonType = builder.objectRef<KnownPerson>('Person').implement({
  description: 'Somebody who signs in (W7).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the person: `per_…`.' }),
    login: t.exposeString('login', {
      description: 'The name or e-mail address to sign in with, unique in the installation.',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the account was disabled; null: it is not.',
    }),
  }),
});
