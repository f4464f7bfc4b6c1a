import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { memberText } from './input-types.ts';
import { type Fragments, selectionText } from './selection-types.ts';

export type Documents = {
  operations: readonly OperationDefinitionNode[];
  fragments: readonly FragmentDefinitionNode[];
};

/** For each fragment its type, for each operation `<Name>Data`, `<Name>Variables` and the document `<Name>`. */
export function operationModule(schema: GraphQLSchema, { operations, fragments }: Documents): string {
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const fragmentTypes = fragments.map(({ name, typeCondition, selectionSet }) => {
    const text = selectionText(schema, { typeName: typeCondition.name.value, selectionSet, fragments: byName });
    return `export type ${name.value} = ${text};`;
  });
  return [...fragmentTypes, ...operations.map((operation) => operationText(schema, operation, byName))].join('\n\n');
}

function operationText(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments): string {
  const name = operation.name?.value;
  const root = schema.getRootType(operation.operation);
  if (name === undefined || !root) throw new Error('Every operation of the console has a name and a root');
  const data = selectionText(schema, { typeName: root.name, selectionSet: operation.selectionSet, fragments });
  const variables = (operation.variableDefinitions ?? []).map((variable) => variableText(schema, variable));
  const text = [operation, ...fragmentsOf(operation, fragments)].map((node) => print(node)).join('\n');
  return [
    `export type ${name}Data = ${data};`,
    `export type ${name}Variables = { ${variables.join(' ')} };`,
    `export const ${name} = gql<${name}Data, ${name}Variables>(${JSON.stringify(text)});`,
  ].join('\n');
}

function variableText(schema: GraphQLSchema, { variable, type, defaultValue }: VariableDefinitionNode): string {
  const found = typeFromAST(schema, type);
  if (!isInputType(found)) throw new Error(`$${variable.name.value} is no input`);
  const isDefaulted = defaultValue !== undefined && isNonNullType(found);
  return memberText(variable.name.value, isDefaulted ? found.ofType : found);
}

/** The fragments that an operation spreads, those of its fragments too, each once. */
function fragmentsOf(operation: OperationDefinitionNode, fragments: Fragments): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      [Kind.FRAGMENT_SPREAD]({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || found.has(name.value)) return;
        found.set(name.value, fragment);
        look(fragment);
      },
    });
  };
  look(operation);
  return [...found.values()];
}
