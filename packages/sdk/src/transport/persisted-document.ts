import type { TypedDocumentNode } from '@urql/core';

type Kind = 'query' | 'mutation' | 'subscription';

/** A document that a server knows by its hash. Its text is in the manifest, not in pages. */
export type PersistedDocument<Data, Variables> = TypedDocumentNode<Data, Variables> & {
  readonly operation: Kind;
  readonly documentId: string;
};

/** Makes what urql takes for a document: in our build it knows it by its id, so nothing is parsed or printed. */
export const persisted = <Data, Variables>(operation: Kind, documentId: string): PersistedDocument<Data, Variables> =>
  ({ operation, documentId }) as unknown as PersistedDocument<Data, Variables>;
