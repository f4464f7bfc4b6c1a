/** Orders of a batch as two texts of JSON: what many have in common is told once. */
export type BatchText = { facts: string; given: string };

type Part = Readonly<Record<string, unknown>>;
/** Where an order stands in its batch. */
export type OrderPlace = { nth: number; of: number; isShared: boolean };

/** Each order says by `of` which of the facts are its, counted from 1, and by `isShared` whether it has to wait for one before it. */
export function batchText<Order>(
  orders: readonly Order[],
  parts: {
    factsOf: (order: Order) => Part;
    restOf: (order: Order, place: OrderPlace) => Part;
    /** What no two orders may have in common. */
    namesOf: (order: Order) => readonly string[];
  },
): BatchText {
  const facts = new Map<string, number>();
  const names = new Set<string>();
  const given = orders.map((order, nth) => {
    const own = JSON.stringify(parts.factsOf(order));
    const of = facts.get(own) ?? facts.size + 1;
    facts.set(own, of);
    return parts.restOf(order, { nth, of, isShared: isTaken(names, parts.namesOf(order)) });
  });
  return { facts: `[${[...facts.keys()].join(',')}]`, given: JSON.stringify(given) };
}

function isTaken(names: Set<string>, own: readonly string[]): boolean {
  const isShared = own.some((name) => names.has(name));
  for (const name of own) names.add(name);
  return isShared;
}
