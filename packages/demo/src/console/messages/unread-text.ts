/** The server stops counting there. */
const MOST_UNREAD = 100;

/** How many notices are unread, as it is shown. */
export const unreadText = (count: number): string => (count >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : String(count));
