// *.graphql → what the SDK sends: checked against the schema, __typename added, nothing in it that a server ignores.
import { createHash } from 'node:crypto';
import { concatAST, Kind, parse, print, stripIgnoredCharacters, validate, visit } from 'graphql';

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** A selection below a field or fragment asks for the type's name; the operation itself has a known one. */
function withTypenames(document) {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const isRoot = parent?.kind === Kind.OPERATION_DEFINITION || parent?.kind === Kind.INLINE_FRAGMENT;
      return isRoot ? undefined : { ...node, selections: [TYPENAME, ...node.selections] };
    },
  });
}

/** The operation and the fragments that it reaches, in the order of their names. */
function withItsFragments(operation, fragments) {
  const reached = new Set();
  const reach = (node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (reached.has(value)) return;
        reached.add(value);
        reach(fragments.get(value));
      },
    });
  reach(operation);
  return [operation, ...[...reached].toSorted((a, b) => (a < b ? -1 : 1)).map((name) => fragments.get(name))];
}

/**
 * Every operation of the texts, by name.
 * @returns {{ name: string, operation: string, text: string, hash: string, node: object }[]}
 * @throws Error with every fault that the schema finds
 */
export function compileDocuments(texts, schema) {
  const all = concatAST(texts.map((text) => parse(text, { noLocation: true })));
  const faults = validate(schema, all);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  const named = withTypenames(all).definitions;
  const fragments = new Map(
    named.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  return named
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const definitions = withItsFragments(operation, fragments);
      const text = stripIgnoredCharacters(definitions.map((one) => print(one)).join('\n'));
      const hash = createHash('sha256').update(text).digest('hex');
      const { name, operation: kind } = operation;
      return {
        name: name.value,
        operation: kind,
        text,
        hash,
        node: { kind: Kind.DOCUMENT, definitions },
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
