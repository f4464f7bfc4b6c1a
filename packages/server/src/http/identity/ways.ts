import { mayPickUser } from '../../domain/access/index.ts';

type Merchant = { isSandbox: boolean; loginUrl: string | null };

/** What travels along: `state` comes back as it was sent, to `returnUrl`. */
type Question = { state: string; returnUrl: string };

/**
 * The identity port (W8): one way to find out who the user of a browser is. Each sends the browser somewhere, and each
 * ends at `/identity/return` with the state and a user token that lives a minute at most.
 */
type IdentityWay = {
  serves: (merchant: Merchant) => boolean;
  addressOf: (merchant: Merchant, question: Question) => string;
};

/** The merchant's own login. */
const loginAddress: IdentityWay = {
  serves: ({ loginUrl }) => loginUrl !== null,
  addressOf: ({ loginUrl }, { state, returnUrl }) => {
    const url = new URL(loginUrl ?? '');
    url.searchParams.set('return_to', returnUrl);
    url.searchParams.set('state', state);
    return url.href;
  },
};

/** The page on which a visitor of a merchant that is for trying out says who they are. */
const userPicker: IdentityWay = {
  serves: mayPickUser,
  addressOf: (_merchant, { state }) => `/identity/pick?${new URLSearchParams({ state })}`,
};

/** In this order: the first that serves a merchant is its way. */
const WAYS: readonly IdentityWay[] = [loginAddress, userPicker];

/** Where a browser is sent to find out who its user is; null where the merchant has set no way. */
export const signInAddressOf = (merchant: Merchant, question: Question): string | null =>
  WAYS.find((way) => way.serves(merchant))?.addressOf(merchant, question) ?? null;
