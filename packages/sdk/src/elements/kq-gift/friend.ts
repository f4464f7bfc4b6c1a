import { cardErrorOf } from '../../core/errors.ts';
import type { Replayed } from '../../holding-types.ts';
import type { WalletCode } from '../../code-types.ts';
import type { Client } from '../../types.ts';
import type { FriendFacts } from './gift-scene.ts';

/** A gift as its friend sees it. No page is touched here. */
export type Friend = {
  readonly facts: Readonly<FriendFacts>;
  load: () => Promise<void>;
  accept: () => Promise<Replayed<WalletCode>>;
};

export function createFriend(client: Client, token: string, onChange: () => void): Friend {
  const facts: FriendFacts = {};
  return {
    facts,
    async load() {
      try {
        Object.assign(facts, { offered: await client.giftOf(token), error: undefined });
      } catch (thrown) {
        facts.error = cardErrorOf(thrown);
      }
      onChange();
    },
    async accept() {
      const code = await client.acceptGift(token);
      facts.code = code;
      return code;
    },
  };
}
