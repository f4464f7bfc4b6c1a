import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { UsageError } from '../output.ts';

/** One operation of a client project with every fragment that it needs, as one text. */
export type ClientOperation = { name: string; file: string; text: string };

const EXTENSION = /\.(graphql|gql)$/;
const SKIPPED = new Set(['node_modules', 'dist', '.git']);

function filesBelow(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`${path}: there is no such file or folder`);
  if (stat.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name) && (entry.isDirectory() || EXTENSION.test(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}

type SourceFile = { file: string; text: string; document: DocumentNode };

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  try {
    return { file, text, document: parse(text, { noLocation: true }) };
  } catch (error) {
    if (error instanceof GraphQLError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

type Definitions = {
  operations: { source: SourceFile; node: OperationDefinitionNode }[];
  fragments: Map<string, FragmentDefinitionNode>;
};

function collect(files: readonly string[]): Definitions {
  const found: Definitions = { operations: [], fragments: new Map() };
  for (const file of files) {
    const source = read(file);
    for (const node of source.document.definitions) {
      if (node.kind === Kind.OPERATION_DEFINITION) found.operations.push({ source, node });
      else if (node.kind === Kind.FRAGMENT_DEFINITION) addFragment(found.fragments, node, file);
      else throw new UsageError(`${file}: only operations and fragments belong here`);
    }
  }
  return found;
}

function addFragment(fragments: Definitions['fragments'], node: FragmentDefinitionNode, file: string): void {
  const name = node.name.value;
  const known = fragments.get(name);
  if (known !== undefined && print(known) !== print(node))
    throw new UsageError(`${file}: the fragment ${name} exists twice`);
  fragments.set(name, node);
}

/** The fragments that a definition spreads, and theirs, sorted by name so that the text never depends on the folder. */
function neededFragments(
  node: OperationDefinitionNode,
  { fragments }: Definitions,
  file: string,
): FragmentDefinitionNode[] {
  const needed = new Map<string, FragmentDefinitionNode>();
  const follow = (definition: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(definition, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = fragments.get(value);
        if (fragment === undefined) throw new UsageError(`${file}: there is no fragment ${value}`);
        if (needed.has(value)) return;
        needed.set(value, fragment);
        follow(fragment);
      },
    });
  };
  follow(node);
  return [...needed.values()].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
}

/** Whether a file holds this operation and every fragment that it needs, and nothing else. */
const isAlone = ({ document }: SourceFile, needed: readonly FragmentDefinitionNode[]): boolean =>
  document.definitions.length === needed.length + 1 && needed.every((node) => document.definitions.includes(node));

/**
 * The operations in these files and folders, each as the text that clients send the hash of: the file itself where it
 * holds one operation with its fragments, so that `sha256sum` tells the same; else the operation, then its fragments by
 * name, in graphql-js' own print.
 * @throws UsageError for a missing file, broken GraphQL, an operation without a name, a missing fragment
 */
export function readOperations(paths: readonly string[]): ClientOperation[] {
  const found = collect(paths.flatMap(filesBelow));
  const names = new Set<string>();
  return found.operations.map(({ source, node }) => {
    const { file } = source;
    const name = node.name?.value;
    if (name === undefined) throw new UsageError(`${file}: give every operation a name`);
    if (names.has(name)) throw new UsageError(`${file}: the operation ${name} exists twice`);
    names.add(name);
    const needed = neededFragments(node, found, file);
    const text = isAlone(source, needed) ? source.text : print({ kind: Kind.DOCUMENT, definitions: [node, ...needed] });
    return { name, file, text };
  });
}
