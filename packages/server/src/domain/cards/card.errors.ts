import { DomainError, type Field } from '../kit/errors.ts';
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

/** The center entry takes the place that self-redemption needs (R4); checkout, which excludes both, has a number of its own. */
export class CheckoutConflictError extends DomainError {
  override readonly code = 'CHECKOUT_CONFLICT';
  override readonly weixinCode = 40145;
  override readonly field: Field;
  constructor(field: Field) {
    super('Self-redemption needs an empty center entry');
    this.field = field;
  }
}

/** Why a field may not become what was asked, and its number at the Weixin door. */
export const CHANGE_REASONS = {
  FIXED: 47001,
  BINDING_FIXED: 40112,
  VALIDITY_NARROWED: 40100,
  STORES_REMOVED: 40035,
  SWITCHED_OFF: 40135,
} as const;
export type ChangeReason = keyof typeof CHANGE_REASONS;

/** This field of a card does not change so (C6, C9). */
export class ChangeNotAllowedError extends DomainError {
  override readonly code = 'CHANGE_NOT_ALLOWED';
  override readonly weixinCode: number;
  override readonly field: Field;
  /** Id of the rule that forbids it. */
  readonly rule: 'C6' | 'C9';
  readonly reason: ChangeReason;
  constructor(field: Field, reason: ChangeReason) {
    const rule = reason === 'STORES_REMOVED' ? 'C6' : 'C9';
    super(`${field.join('.')} may not change so (${rule}: ${reason})`);
    this.field = field;
    this.rule = rule;
    this.reason = reason;
    this.weixinCode = CHANGE_REASONS[reason];
  }
}
