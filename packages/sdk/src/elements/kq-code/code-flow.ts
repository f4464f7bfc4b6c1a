import { cardErrorOf } from '../../core/errors.ts';
import type { CodeReference, WalletCode } from '../../code-types.ts';
import type { Client } from '../../types.ts';
import type { CodeFacts } from './code-scene.ts';

/** A code that came as a gift has no claim that could be followed, so it is asked for so often. */
const ASKED_EVERY_MS = 10_000;

/** The steps of a rotating code last for five minutes, so that the next ones may be late. */
const NEXT_STEPS_MS = 180_000;

/** Whether the page wants the rotating code, also where the card does not. */
type Wanted = CodeReference & { isLive?: boolean };

/** One code and what becomes of it. Nothing of the page is changed here. */
export type CodeFlow = {
  readonly facts: Readonly<CodeFacts>;
  load: () => Promise<void>;
  stop: () => void;
};

export function createCodeFlow(client: Client, { cardId, value, isLive }: Wanted, onChange: () => void): CodeFlow {
  const facts: CodeFacts = { isLive };
  let number = value;
  let followed = '';
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unwatch = (): void => {};

  async function load(): Promise<void> {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    const news: CodeFacts = await client.code({ cardId, value: number }).then(
      (code) => ({ code, error: undefined }),
      (thrown: unknown) => ({ error: cardErrorOf(thrown) }),
    );
    // What was asked for later knows better, and who has stopped wants to know nothing.
    if (mine !== asked) return;
    // What is shown stays: a till may be reading it while the network is away.
    if (news.error && facts.code) return askIn(ASKED_EVERY_MS);
    Object.assign(facts, news);
    onChange();
    if (news.code) follow(news.code);
  }

  function askIn(ms: number): void {
    // Hidden, nobody looks at it; the element asks at once when it is seen again.
    timer = setTimeout(() => document.hidden || void load(), ms);
  }

  function follow({ claim, card, rotating }: WalletCode): void {
    if (!claim) return askIn(ASKED_EVERY_MS);
    if (rotating && (isLive || card.needsRotatingCode)) askIn(NEXT_STEPS_MS);
    if (followed === claim.id) return;
    unwatch();
    followed = claim.id;
    unwatch = client.watch({ claimId: claim.id }, ({ code }) => {
      const shown = facts.code;
      if (shown && shown.status === code.status && shown.value === code.value) return;
      number = code.value;
      void load();
    });
  }

  function stop(): void {
    asked += 1;
    clearTimeout(timer);
    unwatch();
  }

  return { facts, load, stop };
}
