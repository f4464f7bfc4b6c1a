import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** The fields right below others, through fragments; those that a directive may leave out count as well. */
export function fieldsBelow(nodes: readonly FieldNode[], { fragments }: GraphQLResolveInfo): FieldNode[] {
  const found: FieldNode[] = [];
  const sets: SelectionSetNode[] = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  for (let set = sets.pop(); set !== undefined; set = sets.pop())
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) found.push(selection);
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
      if (selection.kind !== Kind.FIELD && below?.selectionSet) sets.push(below.selectionSet);
    }
  return found;
}

/** The fields at the end of paths below the field that is resolved. */
export const fieldsAt = (info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): FieldNode[] =>
  paths.flatMap((path) =>
    path.reduce<readonly FieldNode[]>(
      (nodes, name) => fieldsBelow(nodes, info).filter((node) => node.name.value === name),
      info.fieldNodes,
    ),
  );

type Reached = { nodes: readonly FieldNode[]; place: readonly string[] };

/** Where the answer has the fields below those at the end of paths: names as the answer has them, from the field on. */
export const placesOf = (info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): (readonly string[])[] =>
  paths.flatMap((path) =>
    path
      .reduce<readonly Reached[]>(
        (reached, name) =>
          reached.flatMap((at) => below(at, info).filter(({ nodes: [node] }) => node?.name.value === name)),
        [{ nodes: info.fieldNodes, place: [] }],
      )
      .flatMap((at) => below(at, info).map(({ place }) => place)),
  );

const below = ({ nodes, place }: Reached, info: GraphQLResolveInfo): Reached[] =>
  fieldsBelow(nodes, info).map((node) => ({ nodes: [node], place: [...place, node.alias?.value ?? node.name.value] }));
