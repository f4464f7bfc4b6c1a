import type { TodayRow, ViewerFields } from '../../../generated/console.ts';

/** Whether this person may take it back, and it is not too late (R5). The server decides again. */
export function mayReverse(viewer: ViewerFields, row: TodayRow, now: Date): boolean {
  if (row.reversal !== null || now.getTime() >= Date.parse(row.reversibleUntil)) return false;
  if (viewer.role === 'OWNER' || viewer.role === 'MANAGER' || viewer.kind === 'OPERATOR') return true;
  return viewer.staffRoles.includes('SUPER');
}
