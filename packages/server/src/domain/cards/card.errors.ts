import { DomainError } from '../kit/errors.ts';
import type { CardOperation, ShownCardStatus } from './card.states.ts';

/** The status of the card forbids what was asked (C8); tells what it would allow. */
export class CardStatusError extends DomainError {
  override readonly code = 'CARD_STATUS_FORBIDS';
  override readonly weixinCode = 40078;
  readonly status: ShownCardStatus;
  readonly allowed: readonly CardOperation[];
  constructor(status: ShownCardStatus, allowed: readonly CardOperation[]) {
    super(`A card that is ${status} allows only ${allowed.join(', ') || 'nothing'}`);
    this.status = status;
    this.allowed = allowed;
  }
}
