import { createContext, useContext } from 'react';
import type { ViewerFields } from '../../generated/console.ts';

/** Who sits at the desk, for which merchant, and what they may do there. */
export type Desk = {
  viewer: ViewerFields;
  merchant: NonNullable<ViewerFields['merchant']>;
  /** Whether the scopes of the person hold this one. */
  may: (scope: string) => boolean;
  /** Leaves this merchant for the choice of another; null: there is no other. */
  leaveMerchant: (() => void) | null;
  /** False: nobody answered, so the session may still be open. */
  signOut: () => Promise<boolean>;
};

export const DeskContext = createContext<Desk | null>(null);

/** Only below a signed-in desk, which every page is. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('No page is shown before somebody has signed in');
  return desk;
}
