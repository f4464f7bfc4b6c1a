import { visibleStaff } from '../../domain/staff/index.ts';
import { defineList } from '../kit/connection.ts';
import { IdFilter, SearchFilter, StringFilter, whereType } from '../kit/where.ts';
import { StaffMemberType } from './staff.type.ts';

export const staffList = defineList({
  model: 'Person',
  name: 'StaffMember',
  type: StaffMemberType,
  sorts: {
    NAME: { column: 'name', kind: 'text', description: 'What they are called, character by character.' },
    CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When their account was made.' },
  },
  defaultDirection: 'ASC',
  where: whereType('StaffMember', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the person.' },
    login: { filter: StringFilter, column: 'login', description: 'What they sign in with.' },
    name: { filter: SearchFilter, column: 'name', description: 'What they are called.' },
  }),
  visible: visibleStaff,
});
