import type { PersistedOperation } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { assertOperations, hashOfOperation, nameOfOperation, type OperationDraft } from './operation.rules.ts';

/**
 * Lets the merchant's publishable keys run these documents (graphql.md §1); the system registers the SDK's own, for
 * every merchant. Answers in the order of the input; a document that is known stays as it is.
 * @throws InvalidInputError naming the first document that the schema can't run, NotAllowedError
 */
export async function registerOperations(
  ctx: DomainContext,
  input: { operations: readonly OperationDraft[] },
): Promise<PersistedOperation[]> {
  assertMay(ctx, 'operations:write');
  assertOperations(input.operations, ctx.ports.access.validateDocument);
  const merchantId = ctx.actor.kind === 'system' ? INSTALLATION : merchantIdOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const registered: PersistedOperation[] = [];
    for (const operation of input.operations) registered.push(await register(tx, ctx, { merchantId, operation }));
    return registered;
  });
}

type Registration = { merchantId: string; operation: OperationDraft };

async function register(
  tx: Tx,
  ctx: DomainContext,
  { merchantId, operation }: Registration,
): Promise<PersistedOperation> {
  const { text } = operation;
  const hash = hashOfOperation(text);
  const name = nameOfOperation(operation);
  const row = { id: ctx.newId('op'), merchantId, hash, name, text, createdAt: ctx.now() };
  const { count } = await tx.persistedOperation.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) {
    await announce(tx, ctx, { type: 'operation.registered', merchantId, data: { hash, name } });
    return row;
  }
  return tx.persistedOperation.findUniqueOrThrow({ where: { merchantId_hash: { merchantId, hash } } });
}
