import type { ReactNode } from 'react';
import type { StaffRole } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { staffTexts } from './staff.texts.ts';

/** What somebody does, in words. */
export function RoleTags({ roles }: { roles: readonly StaffRole[] }): ReactNode {
  const texts = useTexts(staffTexts);
  return roles.map((role) => (
    <span key={role} className="tag">
      {texts.roleNames[role]}
    </span>
  ));
}
