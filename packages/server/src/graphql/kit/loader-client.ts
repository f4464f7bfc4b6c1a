import type { DomainContext } from '../../domain/kit/context.ts';
import { readsOf } from '../../domain/kit/reads.ts';

/** Asks Pothos' loaders' questions: one row with what is asked of it goes in one statement, more rows in Prisma's batch. */
export const loaderClient = (domain: DomainContext): DomainContext['prisma'] => asClient(readsOf(domain));

// Pothos types its client as Prisma's and asks it for rows only, by `findUniqueOrThrow` and `findMany`.
const asClient = (reads: object): DomainContext['prisma'] => reads as DomainContext['prisma'];
