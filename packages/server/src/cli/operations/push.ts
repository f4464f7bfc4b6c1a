import { z } from 'zod';
import { type Output, UsageError } from '../output.ts';
import { type ClientOperation, readOperations } from './read-documents.ts';

export type PushOptions = { url: string; key: string };

const BATCH = 50;
const PATIENCE_MS = 30_000;

const REGISTER = `mutation OperationRegister($input: OperationRegisterInput!) {
  operationRegister(input: $input) { operations { name hash } userErrors { code message field } }
}`;

const errorSchema = z.object({ message: z.string(), field: z.array(z.string()).optional() });
const answerSchema = z.object({
  errors: z.array(errorSchema).optional(),
  data: z
    .object({
      operationRegister: z.object({
        operations: z.array(z.object({ name: z.string(), hash: z.string() })).nullable(),
        userErrors: z.array(errorSchema),
      }),
    })
    .nullish(),
});

/** Registers the operations of a client project, so that its publishable key may run them by hash. */
export async function pushOperations(output: Output, paths: readonly string[], options: PushOptions): Promise<void> {
  const operations = readOperations(paths);
  if (operations.length === 0) throw new UsageError('There is no operation in these files');
  const registered: { name: string; hash: string; file: string }[] = [];
  for (let from = 0; from < operations.length; from += BATCH) {
    registered.push(...(await register(operations.slice(from, from + BATCH), options)));
  }
  output.answer(
    { operations: registered },
    registered.map(({ name, hash }) => `${hash}  ${name}`),
  );
}

async function register(operations: readonly ClientOperation[], options: PushOptions) {
  const input = { operations: operations.map(({ name, text }) => ({ name, text })) };
  const { errors, data } = await ask(input, options);
  const refusal = errors?.[0] ?? data?.operationRegister.userErrors[0];
  if (refusal !== undefined) throw new UsageError(explained(refusal, operations));
  const hashes = data?.operationRegister.operations ?? [];
  return operations.map(({ name, file }, index) => ({ name, file, hash: hashes[index]?.hash ?? '' }));
}

/** The server names the operation by its place in what was sent; people know it by its file. */
function explained({ message, field }: z.infer<typeof errorSchema>, operations: readonly ClientOperation[]): string {
  const place = field?.find((part) => /^\d+$/.test(part));
  const operation = place === undefined ? undefined : operations[Number(place)];
  return operation === undefined ? message : `${operation.file}: ${operation.name}: ${message}`;
}

async function ask(input: unknown, { url, key }: PushOptions): Promise<z.infer<typeof answerSchema>> {
  const address = new URL('/graphql', url);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: REGISTER, variables: { input } }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answerSchema.parse(await response.json());
  } catch (error) {
    throw new UsageError(
      `${address.href} gives no answer that fits: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
