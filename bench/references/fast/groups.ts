import type { ServerResponse } from 'node:http';
import { type DocumentNode, execute, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { Row } from '../sql/database.ts';

type Subscription = { schema: GraphQLSchema; document: DocumentNode; query: string; variables: { cardId: string } };
type Group = Subscription & { listeners: Set<ServerResponse> };

/** Equal subscriptions: each event is executed once for all of them, and all get the same ready-made frame. */
export type Groups = {
  join: (subscription: Subscription, listener: ServerResponse) => void;
  announce: (cardId: string, code: Row) => void;
};

export function createGroups(): Groups {
  const byCard = new Map<string, Map<string, Group>>();
  return {
    join: (subscription, listener) => {
      const { query, variables } = subscription;
      const { cardId } = variables;
      const groups = byCard.get(cardId) ?? new Map<string, Group>();
      const group = groups.get(query) ?? { ...subscription, listeners: new Set<ServerResponse>() };
      byCard.set(cardId, groups.set(query, group));
      group.listeners.add(listener);
      listener.once('close', () => group.listeners.delete(listener));
    },
    announce: (cardId, code) => {
      for (const group of byCard.get(cardId)?.values() ?? []) void deliver(group, { claims: code });
    },
  };
}

async function deliver(group: Group, rootValue: ExecutionArgs['rootValue']): Promise<void> {
  const { schema, document, variables, listeners } = group;
  if (listeners.size === 0) return;
  const result = await execute({ schema, document, rootValue, variableValues: variables });
  const frame = Buffer.from(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  for (const listener of listeners) listener.write(frame);
}
