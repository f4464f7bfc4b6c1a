/** What a page ticket says: who may claim which card, and until when. */
export type PageTicket = { merchantId: string; cardId: string; openid: string; expiresAt: number };

const LIFE_MS = 300_000;

export const pageTicketFor = (about: Omit<PageTicket, 'expiresAt'>, at: Date): PageTicket => ({
  ...about,
  expiresAt: at.getTime() + LIFE_MS,
});

/** Whether the ticket was made for this very claim. */
export const isTicketFor = (ticket: PageTicket, about: Omit<PageTicket, 'expiresAt'>): boolean =>
  ticket.merchantId === about.merchantId && ticket.cardId === about.cardId && ticket.openid === about.openid;

export const isTicketOver = (ticket: PageTicket, at: Date): boolean => ticket.expiresAt <= at.getTime();

/** The ticket in an opened seal, or null when it is none. */
export function readPageTicket(text: string): PageTicket | null {
  const fields: unknown = parsed(text);
  const at = (name: keyof PageTicket): unknown => Reflect.get(Object(fields), name);
  const [merchantId, cardId, openid, expiresAt] = [at('merchantId'), at('cardId'), at('openid'), at('expiresAt')];
  const isWhole =
    typeof merchantId === 'string' &&
    typeof cardId === 'string' &&
    typeof openid === 'string' &&
    typeof expiresAt === 'number';
  return isWhole ? { merchantId, cardId, openid, expiresAt } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Only we seal tickets; a text of another shape is an older one.
  }
}
