// Types of what an operation asks for and gives; types only, so nothing of it reaches a page.
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  Kind,
  typeFromAST,
} from 'graphql';

const SCALARS = { Boolean: 'boolean', Float: 'number', Int: 'number', Fen: 'number' };

/** A scalar that is no number or truth travels as a text. */
const leafOf = (type) =>
  isEnumType(type)
    ? type
        .getValues()
        .map(({ name }) => `'${name}'`)
        .join(' | ')
    : (SCALARS[type.name] ?? 'string');

function wrap(type, inner) {
  if (isNonNullType(type)) return wrapNonNull(type.ofType, inner);
  return `${wrapNonNull(type, inner)} | null`;
}

const wrapNonNull = (type, inner) => (isListType(type) ? `ReadonlyArray<${wrap(type.ofType, inner)}>` : `(${inner})`);

/** @param {{ schema: import('graphql').GraphQLSchema, definitions: readonly object[] }} document */
export function typesOf(operation, { schema, definitions }) {
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const root = schema.getRootType(operation.operation);
  const data = objectOf(operation.selectionSet, root, { schema, fragments, isRoot: true });
  const variables = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const given = typeFromAST(schema, type);
    const optional = !isNonNullType(given) || defaultValue ? '?' : '';
    return `${variable.name.value}${optional}: ${wrap(given, inputOf(getNamedType(given)))}`;
  });
  return { data, variables: `{ ${variables.join('; ')} }` };
}

function inputOf(type) {
  if (!isInputObjectType(type)) return leafOf(type);
  const fields = Object.values(type.getFields()).map(
    (field) =>
      `${field.name}${isRequiredInputField(field) ? '' : '?'}: ${wrap(field.type, inputOf(getNamedType(field.type)))}${isRequiredInputField(field) ? '' : ' | undefined'}`,
  );
  return `{ ${fields.join('; ')} }`;
}

/** Types that answer with the same fields share one member of the union. */
function selectionOf(selectionSet, type, context) {
  if (isObjectType(type)) return objectOf(selectionSet, type, context);
  const members = new Map();
  for (const possible of context.schema.getPossibleTypes(type)) {
    const fields = fieldsOf(selectionSet, possible, context).join('; ');
    members.set(fields, [...(members.get(fields) ?? []), possible.name]);
  }
  return [...members]
    .map(([fields, names]) => `{ ${fields.replace('$typename', names.map((name) => `'${name}'`).join(' | '))} }`)
    .join(' | ');
}

const objectOf = (selectionSet, type, context) =>
  `{ ${fieldsOf(selectionSet, type, context).join('; ').replace('$typename', `'${type.name}'`)} }`;

function fieldsOf(selectionSet, type, context) {
  const { schema, fragments } = context;
  const fields = new Map();
  const collect = (set) => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
        continue;
      }
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const on = part.typeCondition ? schema.getType(part.typeCondition.name.value) : type;
      if (on === type || schema.isSubType(on, type)) collect(part.selectionSet);
    }
  };
  collect(selectionSet);
  return [...fields].map(([name, asked]) => `readonly ${name}: ${fieldOf(merged(asked), type, context)}`);
}

/** A field that is asked for in several places has what each of them asks for. */
function merged([first, ...others]) {
  const selections = [first, ...others].flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  return { ...first, selectionSet: first.selectionSet && { ...first.selectionSet, selections } };
}

function fieldOf({ name, selectionSet }, type, context) {
  if (name.value === '__typename') return '$typename';
  const { type: given } = type.getFields()[name.value];
  const named = getNamedType(given);
  const inner = selectionSet ? selectionOf(selectionSet, named, { ...context, isRoot: false }) : leafOf(named);
  return wrap(given, inner);
}
