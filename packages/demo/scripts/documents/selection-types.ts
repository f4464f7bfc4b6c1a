import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { scalarText } from './scalars.ts';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Selection = { typeName: string; selectionSet: SelectionSetNode; fragments: Fragments };

/** What a selection answers, as TypeScript. An abstract type becomes a union, told apart by `__typename`. */
export function selectionText(schema: GraphQLSchema, selection: Selection): string {
  const type = schema.getType(selection.typeName);
  if (isObjectType(type)) return objectText(schema, type, { selection, typenames: [type.name] });
  if (!isAbstractType(type)) throw new Error(`${selection.typeName} has no fields`);
  const shapes = new Map<string, { type: GraphQLObjectType; typenames: string[] }>();
  for (const possible of schema.getPossibleTypes(type)) {
    // Types that answer the same fields are one member of the union.
    const shape = objectText(schema, possible, { selection, typenames: ['?'] });
    const known = shapes.get(shape);
    if (known) known.typenames.push(possible.name);
    else shapes.set(shape, { type: possible, typenames: [possible.name] });
  }
  const members = [...shapes.values()].map(({ type: one, typenames }) =>
    objectText(schema, one, { selection, typenames }),
  );
  return members.length === 1 ? (members[0] ?? '') : `(${members.join(' | ')})`;
}

type Shape = { selection: Selection; typenames: readonly string[] };

function objectText(schema: GraphQLSchema, type: GraphQLObjectType, { selection, typenames }: Shape): string {
  const fields = new Map<string, FieldNode[]>();
  collect(schema, { type, selection, into: fields });
  const members = [...fields].map(([name, nodes]) => {
    const [first] = nodes;
    if (first?.name.value === '__typename') return `${name}: ${typenames.map((one) => `'${one}'`).join(' | ')};`;
    const field = type.getFields()[first?.name.value ?? ''];
    if (!field) throw new Error(`${type.name} has no field ${name}`);
    return `${name}: ${outputText(schema, field.type, { nodes, fragments: selection.fragments })};`;
  });
  return `{ ${members.join(' ')} }`;
}

type Collecting = { type: GraphQLObjectType; selection: Selection; into: Map<string, FieldNode[]> };

/** The fields that a selection asks of one concrete type, by the name of the answer. */
function collect(schema: GraphQLSchema, { type, selection, into }: Collecting): void {
  for (const node of selection.selectionSet.selections) {
    if (node.kind === Kind.FIELD) {
      const name = node.alias?.value ?? node.name.value;
      into.set(name, [...(into.get(name) ?? []), node]);
      continue;
    }
    const part = node.kind === Kind.FRAGMENT_SPREAD ? selection.fragments.get(node.name.value) : node;
    const condition = part?.typeCondition?.name.value ?? selection.typeName;
    if (part && applies(schema, schema.getType(condition), type))
      collect(schema, { type, selection: { ...selection, selectionSet: part.selectionSet }, into });
  }
}

const applies = (schema: GraphQLSchema, condition: GraphQLNamedType | undefined, type: GraphQLObjectType): boolean =>
  condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));

type Asked = { nodes: readonly FieldNode[]; fragments: Fragments };

function outputText(schema: GraphQLSchema, type: GraphQLOutputType, asked: Asked): string {
  if (isNonNullType(type)) return innerText(schema, type.ofType, asked);
  return `${innerText(schema, type, asked)} | null`;
}

function innerText(schema: GraphQLSchema, type: GraphQLOutputType, asked: Asked): string {
  if (isListType(type)) return `readonly (${outputText(schema, type.ofType, asked)})[]`;
  if (isNonNullType(type)) return innerText(schema, type.ofType, asked);
  if (isScalarType(type)) return scalarText(type.name);
  if (isEnumType(type)) return type.name;
  const selections = asked.nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  return selectionText(schema, { typeName: type.name, selectionSet, fragments: asked.fragments });
}
