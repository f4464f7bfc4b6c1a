import type { Review } from '../../generated/prisma/client.ts';
import type { ReviewSubject } from '../../generated/prisma/enums.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** A review that was just decided; `reasons` are what the merchant is told. */
export type DecidedReview = Review & { verdict: 'APPROVED' | 'REJECTED' };

/** What reviews ask of the room of their subject. */
export type ReviewedRoom = {
  /** Locks the subject, so that a change of it and its review follow each other. */
  hold: (tx: Tx, ctx: DomainContext, subjectId: string) => Promise<void>;
  /** Lets the verdict take effect, and announces it. */
  settle: (tx: Tx, ctx: DomainContext, review: DecidedReview) => Promise<void>;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    /** By subject; one that is missing is never put before an operator. */
    reviews: Readonly<Partial<Record<ReviewSubject, ReviewedRoom>>>;
  }
}
