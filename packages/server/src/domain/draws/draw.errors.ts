import { DomainError } from '../kit/errors.ts';

/** The user is in the draw of the card. The same call with the same key gives the claim once the user has won. */
export class QueuedError extends DomainError {
  override readonly code = 'QUEUED';
  override readonly weixinCode = 45011;
  override readonly retryable: boolean = true;
  /** Null: of somebody who has not entered yet, and could. */
  readonly ticket: string | null;
  /** What its text is about. */
  readonly reason: 'ENTERED' | 'NOT_ENTERED';
  /** When the lots are drawn. */
  readonly drawsAt: Date;
  constructor(ticket: string | null, drawsAt: Date) {
    super(`Given out by the draw of ${drawsAt.toISOString()}`);
    this.ticket = ticket;
    this.reason = ticket === null ? 'NOT_ENTERED' : 'ENTERED';
    this.drawsAt = drawsAt;
  }
}
