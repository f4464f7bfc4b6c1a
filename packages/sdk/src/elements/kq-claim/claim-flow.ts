import { type CardError, cardErrorOf } from '../../core/errors.ts';
import type { Claim, ClaimContext, ClaimOptions, Client } from '../../types.ts';
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
  claim: (options: ClaimOptions) => Promise<void>;
  stop: () => void;
};

export function createClaimFlow(client: Client, cardId: string, listener: FlowListener, facts: ClaimFacts): ClaimFlow {
  let isStopped = false;
  let unwatch = (): void => {};
  const unwatchStock = client.watchStock(cardId, (stock) => facts.face && set({ face: { ...facts.face, stock } }));

  function set(news: ClaimFacts): void {
    Object.assign(facts, news);
    if (!isStopped) listener.onChange();
  }

  function fail(thrown: unknown): void {
    const error = cardErrorOf(thrown);
    set({ error, isBusy: false });
    if (!isStopped) listener.onError(error);
  }

  function changed(now: Claim): void {
    const isNews = facts.claim && facts.claim.code.status !== now.code.status;
    set({ claim: now });
    if (isNews) listener.onStatus(now);
  }

  /** Shows a claim, and follows it while it is shown. */
  function hold(claim: Claim, news: ClaimFacts): void {
    unwatch();
    set({ ...news, claim });
    if (!isStopped) unwatch = client.watch({ claimId: claim.id }, changed);
  }

  function got(claim: Claim, replayed: boolean, claimsLeft: number): void {
    hold(claim, { isBusy: false, claimsLeft });
    listener.onClaim(claim, replayed);
  }

  async function load(): Promise<void> {
    set({ error: undefined });
    const known = contextOf(client, cardId).catch(() => null);
    await client.card(cardId).then((face) => set({ face }), fail);
    const context = await known;
    if (!context || facts.isBusy) return;
    if (context.claim) hold(context.claim, { claimsLeft: context.claimsLeft });
    else set({ claimsLeft: context.claimsLeft });
  }

  async function claim(options: ClaimOptions): Promise<void> {
    const { claim: shown, claimsLeft, isBusy } = facts;
    if (isBusy) return;
    set({ isBusy: true, error: undefined });
    try {
      // What the user has may be what the tap is for. Else, should the answer be lost, the next tap goes with the same key.
      const context = claimsLeft === undefined ? await contextOf(client, cardId) : null;
      if (context && context.claim) return got(context.claim, true, context.claimsLeft);
      if (context) facts.claimsLeft = context.claimsLeft;
      let result = await client.claim(cardId, options);
      // The answer of an earlier tap: this one wants another code.
      if (shown && shown.id === result.id) result = await client.claim(cardId, options);
      got(result, result.replayed, (facts.claimsLeft || 1) - 1);
    } catch (thrown) {
      const { claim: held } = cardErrorOf(thrown).fields;
      // The limit is reached by the code that the user has: that is what the tap was for.
      if (isClaim(held)) got(held, true, 0);
      else fail(thrown);
    }
  }

  function stop(): void {
    isStopped = true;
    unwatch();
    unwatchStock();
  }

  return { facts, load, claim, stop };
}

/** Where nobody can be signed in there is nothing to ask. */
const contextOf = (client: Client, cardId: string): Promise<ClaimContext | null> =>
  client.options.userToken ? client.claimContext(cardId) : Promise.resolve(null);

/** The one refusal with a claim brings it in the form that the client gives. */
const isClaim = (value: unknown): value is Claim => value instanceof Object && 'code' in value;
