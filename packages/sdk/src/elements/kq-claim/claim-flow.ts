import { type CardError, cardErrorOf } from '../../core/errors.ts';
import type { Claim, Client } from '../../types.ts';
import type { ClaimFacts } from './claim-scene.ts';

/** What the flow tells its element. */
export type FlowListener = {
  /** Something is to be shown anew. */
  onChange: () => void;
  /** The user has one more code, or is shown to have one already. */
  onClaim: (claim: Claim, replayed: boolean) => void;
  /** The code that is shown has changed. */
  onStatus: (claim: Claim) => void;
  onError: (error: CardError) => void;
};

/** One card and what its user does with it. No page is touched here. */
export type ClaimFlow = {
  readonly facts: Readonly<ClaimFacts>;
  /** Asks for the face and, where there is a user, for what the user has of the card. */
  load: () => Promise<void>;
  claim: (channel: string | undefined) => Promise<void>;
  stop: () => void;
};

export function createClaimFlow(client: Client, cardId: string, listener: FlowListener, facts: ClaimFacts): ClaimFlow {
  let isStopped = false;
  /** Whether it is known what the user has of the card. */
  let isKnown = false;
  let unwatch = (): void => {};

  function set(news: ClaimFacts): void {
    Object.assign(facts, news);
    if (!isStopped) listener.onChange();
  }

  function fail(error: CardError): void {
    set({ error, isBusy: false });
    if (!isStopped) listener.onError(error);
  }

  /** Shows a claim, and follows it while it is shown. */
  function hold(claim: Claim, news: ClaimFacts): void {
    unwatch();
    set({ ...news, claim });
    if (isStopped) return;
    unwatch = client.watch({ claimId: claim.id }, (now) => {
      const isNews = facts.claim && facts.claim.code.status !== now.code.status;
      set({ claim: now });
      if (isNews) listener.onStatus(now);
    });
  }

  async function loadContext(): Promise<void> {
    if (!client.options.userToken) return;
    const context = await client.claimContext(cardId).catch(() => null);
    if (facts.isBusy) return;
    isKnown = isKnown || !!context;
    const { claim, claimsLeft } = context || NOTHING;
    if (claim) hold(claim, { claimsLeft });
    else set({ claimsLeft });
  }

  async function load(): Promise<void> {
    set({ error: undefined });
    const known = loadContext();
    const face = client.card(cardId).then((found) => set({ face: found }));
    await face.catch((error: unknown) => fail(cardErrorOf(error)));
    await known;
  }

  async function claim(channel: string | undefined): Promise<void> {
    const { claim: shown, claimsLeft = 1, isBusy } = facts;
    if (isBusy) return;
    set({ isBusy: true, error: undefined });
    try {
      if (!isKnown && !shown && client.options.userToken && (await findHeld())) return;
      let result = await client.claim(cardId, { channel });
      // The answer of an earlier tap: this one wants another code.
      if (shown && shown.id === result.id) result = await client.claim(cardId, { channel });
      hold(result, { isBusy: false, claimsLeft: claimsLeft - 1 });
      listener.onClaim(result, result.replayed);
    } catch (thrown) {
      const error = cardErrorOf(thrown);
      const { claim: held } = error.fields;
      if (!isClaim(held)) return fail(error);
      // The limit is reached by the code that the user has: that is what the tap was for.
      hold(held, { isBusy: false, claimsLeft: 0 });
      listener.onClaim(held, true);
    }
  }

  /** After a reload whose questions got lost, the button must not take a second code unseen: what is there is shown. */
  async function findHeld(): Promise<boolean> {
    const { claim: held, claimsLeft } = (await client.claimContext(cardId)) || NOTHING;
    isKnown = true;
    if (!held) return false;
    hold(held, { isBusy: false, claimsLeft });
    listener.onClaim(held, true);
    return true;
  }

  return { facts, load, claim, stop: () => stop() };
  function stop(): void {
    isStopped = true;
    unwatch();
  }
}

const NOTHING = { claim: null, claimsLeft: undefined };

/** The one refusal with a claim brings it in the form that the client gives. */
const isClaim = (value: unknown): value is Claim => value instanceof Object && 'code' in value;
