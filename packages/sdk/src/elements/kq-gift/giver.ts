import { cardErrorOf } from '../../core/errors.ts';
import type { GiftOptions } from '../../holding-types.ts';
import type { CodeReference } from '../../code-types.ts';
import type { Client } from '../../types.ts';
import type { GiverFacts } from './gift-scene.ts';

/** What becomes of a code that its holder gives away. No page is touched here. */
export type Giver = {
  readonly facts: Readonly<GiverFacts>;
  load: () => Promise<void>;
  give: (options: GiftOptions) => Promise<void>;
  takeBack: () => Promise<void>;
  stop: () => void;
};

/** While it is on its way, it is asked for so often. */
const ASKED_EVERY_MS = 5_000;

type Watched = {
  onChange: () => void /** While it is, nobody looks, and nothing is asked. */;
  isHidden: () => boolean;
};

export function createGiver(client: Client, reference: CodeReference, { onChange, isHidden }: Watched): Giver {
  const facts: GiverFacts = {};
  let timer: ReturnType<typeof setTimeout>;
  let isStopped = false;

  async function load(): Promise<void> {
    clearTimeout(timer);
    try {
      Object.assign(facts, { error: undefined }, await client.openGift(reference));
    } catch (thrown) {
      // What is shown stays while the network is away.
      if (!facts.code) facts.error = cardErrorOf(thrown);
    }
    if (isStopped) return;
    if (facts.gift) askLater();
    onChange();
  }

  function askLater(): void {
    timer = setTimeout(() => (isHidden() ? askLater() : void load()), ASKED_EVERY_MS);
  }

  return {
    facts,
    load,
    async give(options) {
      facts.gift = await client.gift({ ...reference, ...options });
      await load();
    },
    async takeBack() {
      const { gift } = facts;
      if (gift) await client.cancelGift(gift.id);
      await load();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
