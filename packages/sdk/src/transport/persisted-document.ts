import type { TypedDocumentNode } from '@urql/core';

/** A document that a server knows by its hash. Its text is in the manifest, not in pages. */
export type PersistedDocument<Data, Variables> = TypedDocumentNode<Data, Variables> & { documentId: string };

/** Makes what urql takes for a parsed document: it has a key and a place, so nothing is parsed or printed. */
export const persisted = <Data, Variables>(
  operation: 'query' | 'mutation' | 'subscription',
  hash: string,
): PersistedDocument<Data, Variables> => {
  const __key = parseInt(hash.slice(0, 8), 16);
  // urql reads the kind of the first definition, the key and whether there is a place; nothing else is ever touched.
  return { definitions: [{ operation }], documentId: hash, loc: 1, __key } as unknown as PersistedDocument<
    Data,
    Variables
  >;
};
