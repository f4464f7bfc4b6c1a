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
  const held = heldOf(client, cardId);
  let unwatch = (): void => {};

  function set(news: ClaimFacts): void {
    Object.assign(facts, news);
    if (!isStopped) listener.onChange();
  }

  function failWith(thrown: unknown): void {
    const error = cardErrorOf(thrown);
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
    const { claim, claimsLeft } = await held.read().catch(() => NOTHING);
    if (facts.isBusy) return;
    if (claim) hold(claim, { claimsLeft });
    else set({ claimsLeft });
  }

  async function load(): Promise<void> {
    set({ error: undefined });
    await Promise.all([loadContext(), client.card(cardId).then((face) => set({ face }), failWith)]);
  }

  function have(claim: Claim, claimsLeft: number | undefined, replayed: boolean): void {
    hold(claim, { isBusy: false, claimsLeft });
    listener.onClaim(claim, replayed);
  }

  async function claim(channel: string | undefined): Promise<void> {
    const { claim: shown, claimsLeft = 1, isBusy } = facts;
    if (isBusy) return;
    set({ isBusy: true, error: undefined });
    try {
      // After a reload whose question got lost, the button must not take a second code unseen.
      const before = !shown && held.isUnknown() ? await held.read() : NOTHING;
      if (before.claim) return have(before.claim, before.claimsLeft, true);
      const result = await another(client, { cardId, channel, shown });
      have(result, claimsLeft - 1, result.replayed);
    } catch (thrown) {
      const { claim: inHand } = cardErrorOf(thrown).fields;
      if (!isClaim(inHand)) return failWith(thrown);
      // The limit is reached by the code that the user has: that is what the tap was for.
      have(inHand, 0, true);
    }
  }

  const stop = (): void => {
    isStopped = true;
    unwatch();
  };
  return { facts, load, claim, stop };
}

/** What the user has of a card; knows whether it was ever told. */
function heldOf(client: Client, cardId: string) {
  let isKnown = false;
  return {
    isUnknown: () => !isKnown && Boolean(client.options.userToken),
    async read(): Promise<Pick<ClaimFacts, 'claim' | 'claimsLeft'>> {
      const context = await client.claimContext(cardId);
      isKnown = true;
      return context || NOTHING;
    },
  };
}

type Another = { cardId: string; channel: string | undefined; shown: Claim | null | undefined };

/** A code beside the one that is shown: the answer of an earlier tap may come first. */
async function another(client: Client, { cardId, channel, shown }: Another) {
  const result = await client.claim(cardId, { channel });
  return shown && shown.id === result.id ? client.claim(cardId, { channel }) : result;
}

const NOTHING = { claim: null, claimsLeft: undefined };

/** The one refusal with a claim brings it in the form that the client gives. */
const isClaim = (value: unknown): value is Claim => value instanceof Object && 'code' in value;
