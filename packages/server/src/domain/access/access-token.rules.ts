/** Life of an access token and of a ticket (contract §1.2, §1.3), seconds. */
export const ACCESS_TOKEN_SECONDS = 7_200;
/** How long before its end a token or ticket is renewed, and how long a replaced one goes on, milliseconds. */
export const OVERLAP_MS = 5 * 60_000;

/** A token as the Weixin door hands it out. */
export type IssuedToken = { accessToken: string; expiresInSeconds: number };

type Life = { createdAt: Date; expiresAt: Date };

/** Whole seconds that are left; what is handed out must not promise more. */
export const secondsLeft = ({ expiresAt }: Pick<Life, 'expiresAt'>, now: Date): number =>
  Math.floor((expiresAt.getTime() - now.getTime()) / 1000);

/** Whether a repeatable token or ticket is still handed out, or a new one is due. */
export const isFresh = ({ expiresAt }: Pick<Life, 'expiresAt'>, now: Date): boolean =>
  expiresAt.getTime() - now.getTime() > OVERLAP_MS;

/** Ended before its time: a newer token took its place, which is another answer than "expired". */
export const wasReplaced = ({ createdAt, expiresAt }: Life): boolean =>
  expiresAt.getTime() - createdAt.getTime() < ACCESS_TOKEN_SECONDS * 1000;
