import type { StaffRole, StaffRow } from '../../generated/console.ts';
import type { staffTexts } from './staff.texts.ts';

export type StaffDraft = { name: string; login: string; roles: StaffRole[]; storeIds: string[] };

export const STAFF_ROLES = ['REDEEMER', 'CASHIER', 'SUPER'] as const satisfies readonly StaffRole[];

export const emptyStaff = (): StaffDraft => ({ name: '', login: '', roles: ['REDEEMER'], storeIds: [] });

export const draftOfStaff = ({ name, roles, stores }: StaffRow): StaffDraft => ({
  name,
  login: '',
  roles: [...roles],
  storeIds: stores.map(({ id }) => id),
});

/** SUPER acts everywhere: no store binds them (W4). */
export const bindsStores = ({ roles }: Pick<StaffDraft, 'roles'>): boolean => !roles.includes('SUPER');

type Input = { name: string; roles: StaffRole[]; storeIds: string[] };

export const staffInputOf = (draft: StaffDraft): Input => ({
  name: draft.name.trim(),
  roles: draft.roles,
  storeIds: bindsStores(draft) ? draft.storeIds : [],
});

type Fault = Extract<keyof (typeof staffTexts)['en'], `${string}Fault`>;

/** What can be said of it before the server is asked, by field. */
export function checkStaff({ name, roles }: StaffDraft): Partial<Record<'name' | 'roles', Fault>> {
  return {
    ...(name.trim() === '' ? { name: 'nameFault' } : {}),
    ...(roles.length === 0 ? { roles: 'rolesFault' } : {}),
  };
}
