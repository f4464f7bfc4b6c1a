import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { scalarText } from './scalars.ts';

/** An input type as TypeScript. What may be null may also be left out. */
export function inputText(type: GraphQLInputType): string {
  if (isNonNullType(type)) return innerText(type.ofType);
  return `${innerText(type)} | null`;
}

function innerText(type: GraphQLInputType): string {
  if (isListType(type)) return `readonly (${inputText(type.ofType)})[]`;
  if (isNonNullType(type)) return innerText(type.ofType);
  return isEnumType(type) || isInputObjectType(type) ? type.name : scalarText(type.name);
}

/** `name: type;` of a member; optional where null is allowed. */
export const memberText = (name: string, type: GraphQLInputType): string =>
  isNonNullType(type) ? `${name}: ${inputText(type)};` : `${name}?: ${inputText(type)} | undefined;`;

/** All enums of the schema, and the input objects that variables of the operations reach. */
export function inputTypes(schema: GraphQLSchema, operations: readonly OperationDefinitionNode[]): string {
  const enums = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter(({ name }) => !name.startsWith('__'))
    .map(
      (type) =>
        `export type ${type.name} = ${type
          .getValues()
          .map(({ name }) => `'${name}'`)
          .join(' | ')};`,
    );
  return [...enums, ...reachedInputs(schema, operations)].join('\n');
}

function reachedInputs(schema: GraphQLSchema, operations: readonly OperationDefinitionNode[]): string[] {
  const texts = new Map<string, string>();
  const visit = (type: GraphQLInputType): void => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || texts.has(named.name)) return;
    const fields = Object.values(named.getFields());
    texts.set(named.name, `export type ${named.name} = ${objectText(named.isOneOf, fields)};`);
    for (const field of fields) visit(field.type);
  };
  for (const { variableDefinitions } of operations) {
    for (const { type } of variableDefinitions ?? []) {
      const found = typeFromAST(schema, type);
      if (isInputType(found)) visit(found);
    }
  }
  return [...texts.values()];
}

type Field = { name: string; type: GraphQLInputType };

function objectText(isOneOf: boolean, fields: readonly Field[]): string {
  if (!isOneOf) return `{ ${fields.map(({ name, type }) => memberText(name, type)).join(' ')} }`;
  return fields
    .map((chosen) =>
      fields.map((field) => (field === chosen ? `${field.name}: ${innerText(field.type)};` : `${field.name}?: never;`)),
    )
    .map((members) => `{ ${members.join(' ')} }`)
    .join(' | ');
}
