import { aContext, type RolledBackContext, testPrisma } from './context.ts';

export { as, asKey, asUser, at, type RolledBackContext } from './context.ts';

const undo = new Error('undo');

type Options = { now?: Date; timeZone?: string };

/** Runs a test body against the real database and leaves no row behind. Not for races: they need committed rows. */
export async function rolledBack(
  body: (ctx: RolledBackContext) => Promise<void>,
  options: Options = {},
): Promise<void> {
  const prisma = await testPrisma();
  const run = prisma.$transaction(
    async (tx) => {
      await body({ ...(await aContext({ ...options, tx })), tx });
      throw undo;
    },
    { timeout: 20_000, maxWait: 20_000 },
  );
  await run.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}

/** A second merchant in the same transaction. */
export const another = async (ctx: RolledBackContext): Promise<RolledBackContext> => ({
  ...(await aContext({ tx: ctx.tx })),
  tx: ctx.tx,
});
