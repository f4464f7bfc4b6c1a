import { DomainError } from '../kit/errors.ts';
import type { SendFault } from './webhook.ports.ts';

/** Nobody who knows the token answers at the callback address (contract §10.1). */
export class HandshakeFailedError extends DomainError {
  override readonly code = 'HANDSHAKE_FAILED';
  override readonly weixinCode = null;
  override readonly field = ['url'];
  /** Null: no answer came. */
  readonly statusCode: number | null;
  /** Why none came; null: one came. */
  readonly sendFault: SendFault | null;
  constructor({ statusCode, fault }: { statusCode: number | null; fault: SendFault | null }) {
    super(fault === null ? `The answer ${statusCode} is not the echo that was asked for` : `No answer: ${fault}`);
    this.statusCode = statusCode;
    this.sendFault = fault;
  }
}
