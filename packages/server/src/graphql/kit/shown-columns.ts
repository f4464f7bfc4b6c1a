import { type FieldNode, getNamedType, type GraphQLObjectType, type GraphQLResolveInfo, isObjectType } from 'graphql';
import { columnsOf } from '../../domain/kit/read-model.ts';
import { columnsRead } from './from-columns.ts';
import { fieldsBelow } from './selected-places.ts';

type Tree = Readonly<Record<string, unknown>>;
/** Fields that show the same row, and the type that it is shown as. */
type Shown = { nodes: readonly FieldNode[]; type: GraphQLObjectType; model: string };

/** Loaders, access and cursors read keys, whatever is shown. */
const isKey = (column: string): boolean => /id$/i.test(column);

/**
 * The question that Pothos has made for neighbours, with only those of their columns that the document shows. A row
 * that a field of it reads by itself stays whole.
 */
export function neighboursShown(query: Tree, shown: Shown, info: GraphQLResolveInfo): Tree {
  const { include } = query;
  if (typeof include !== 'object' || include === null) return query;
  const fields = fieldsBelow(shown.nodes, info);
  const entries = Object.entries(include).map(([name, below]) => [
    name,
    neighbourShown(name, below, { fields, shown, info }),
  ]);
  return { ...query, include: Object.fromEntries(entries) };
}

type At = { fields: readonly FieldNode[]; shown: Shown; info: GraphQLResolveInfo };

/**
 * The question for rows themselves, with their columns narrowed like those of their neighbours.
 * @param always columns that are read whatever is shown
 */
export function rowsShown(
  query: Tree,
  shown: Shown,
  { always, info }: { always: readonly string[]; info: GraphQLResolveInfo },
): Tree {
  const narrowed = neighboursShown(query, shown, info);
  const columns = 'select' in query ? null : shownColumns(shown, info);
  return columns === null ? narrowed : withColumns(narrowed, [...columns, ...always]);
}

function withColumns({ include, ...others }: Tree, columns: readonly string[]): Tree {
  const neighbours = typeof include === 'object' ? include : {};
  return { ...others, select: { ...Object.fromEntries(columns.map((column) => [column, true])), ...neighbours } };
}

function neighbourShown(name: string, below: unknown, { fields, shown, info }: At): unknown {
  const query = below === true ? {} : below;
  if (typeof query !== 'object' || query === null || 'select' in query) return below;
  const nodes = fields.filter((node) => relationOf(shown.type, node)?.name === name);
  const [first] = nodes;
  const type = first && getNamedType(shown.type.getFields()[first.name.value]?.type);
  const model = first && relationOf(shown.type, first)?.type;
  if (!isObjectType(type) || model === undefined) return below;
  const narrowed = neighboursShown({ ...query }, { nodes, type, model }, info);
  const columns = shownColumns({ nodes, type, model }, info);
  return columns === null ? narrowed : withColumns(narrowed, columns);
}

/** Null: a field reads what it likes of the row. */
function shownColumns({ nodes, type, model }: Shown, info: GraphQLResolveInfo): string[] | null {
  const known = columnsOf(model);
  const columns = new Set(known.filter(isKey));
  for (const node of fieldsBelow(nodes, info)) {
    const field = type.getFields()[node.name.value];
    if (!field || relationOf(type, node)) continue;
    const exposed: unknown = field.extensions['pothosExposedField'];
    const read = columnsRead(field.extensions) ?? [String(exposed)];
    if (!read.every((column) => known.includes(column))) return null;
    for (const column of read) columns.add(column);
  }
  return [...columns];
}

type RelationField = { name: string; type: string };

// Pothos' Prisma plugin puts the field of the data model there.
const relationOf = (type: GraphQLObjectType, { name }: FieldNode): RelationField | undefined =>
  type.getFields()[name.value]?.extensions['pothosPrismaRelationField'] as RelationField | undefined;
