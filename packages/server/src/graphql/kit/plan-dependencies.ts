import {
  type DirectiveNode,
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Walk = { info: GraphQLResolveInfo; variables: Set<string>; walked: Set<string> };

/**
 * Names of the variables that decide what Pothos asks for below the field that is resolved; null: an argument or the caller
 * may decide as well.
 */
export function dependenciesOf(info: GraphQLResolveInfo): readonly string[] | null {
  const walk: Walk = { info, variables: new Set(), walked: new Set() };
  const type = getNamedType(info.returnType);
  const isPlain = info.fieldNodes.every(({ selectionSet }) => areAllPlain(selectionSet, type, walk));
  return isPlain ? [...walk.variables] : null;
}

function areAllPlain(set: SelectionSetNode | undefined, type: GraphQLNamedType, walk: Walk): boolean {
  return set === undefined || set.selections.every((selection) => isPlain(selection, type, walk));
}

function isPlain(selection: SelectionNode, type: GraphQLNamedType, walk: Walk): boolean {
  if (!(selection.directives ?? []).every((directive) => isCondition(directive, walk))) return false;
  if (selection.kind === Kind.FIELD) return isPlainField(selection, type, walk);
  const below = selection.kind === Kind.FRAGMENT_SPREAD ? walk.info.fragments[selection.name.value] : selection;
  if (below === undefined) return false;
  const named = below.typeCondition ? walk.info.schema.getType(below.typeCondition.name.value) : type;
  if (named === undefined) return false;
  if (below.kind === Kind.INLINE_FRAGMENT) return areAllPlain(below.selectionSet, named, walk);
  // A fragment that is spread in each of its own fragments twice would be walked without an end in sight.
  if (walk.walked.has(below.name.value)) return true;
  walk.walked.add(below.name.value);
  return areAllPlain(below.selectionSet, named, walk);
}

function isPlainField(node: FieldNode, type: GraphQLNamedType, walk: Walk): boolean {
  if (node.name.value.startsWith('__')) return true;
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[node.name.value];
  if (field === undefined || !selectsPlainly(field)) return false;
  const below = getNamedType(field.type);
  return !('pothosIndirectInclude' in below.extensions) && areAllPlain(node.selectionSet, below, walk);
}

/** `@skip(if: $absent)`; whatever else stands there, nothing is known of. */
function isCondition({ name, arguments: given = [] }: DirectiveNode, { variables }: Walk): boolean {
  const [condition, ...more] = given;
  if (condition === undefined || more.length > 0 || !['skip', 'include'].includes(name.value)) return false;
  if (condition.value.kind === Kind.VARIABLE) variables.add(condition.value.name.value);
  return condition.value.kind === Kind.VARIABLE || condition.value.kind === Kind.BOOLEAN;
}

type Select = (...given: unknown[]) => unknown;
const isSelect = (value: unknown): value is Select => typeof value === 'function';

type AnyField = GraphQLField<unknown, unknown>;
const plainFields = new WeakMap<AnyField, boolean>();

/** Whether a field asks the same of its row whatever its arguments and whoever asks. */
function selectsPlainly(field: AnyField): boolean {
  const before = plainFields.get(field);
  if (before !== undefined) return before;
  const { pothosPrismaSelect: select, pothosPrismaRelationField: relation } = field.extensions;
  const isPlain = isSelect(select) ? relation !== undefined && isPlainRelation(select) : true;
  plainFields.set(field, isPlain);
  return isPlain;
}

/** Pothos hands the query of a relation through this callback: a plain object, or a function of arguments and context. */
function isPlainRelation(select: Select): boolean {
  let query: unknown = null;
  select({}, {}, (given: unknown) => {
    query = given;
    return {};
  });
  return typeof query === 'object' && query !== null;
}
