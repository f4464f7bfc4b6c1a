/**
 * What a left room asks of a right one inside the same transaction. Each room adds its own entry by
 * augmenting this interface next to its verbs; `compose.ts` hands in who answers.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms augment it
export interface DomainPorts {}
