import { DomainError, type Field } from '../kit/errors.ts';
import type { ShownCodeStatus } from './code.states.ts';

/** The code's status forbids what was asked (K2). */
export class CodeStatusError extends DomainError {
  override readonly code = 'CODE_STATUS_FORBIDS';
  override readonly weixinCode = 40127;
  override readonly field: Field = ['value'];
  readonly status: ShownCodeStatus;
  constructor(status: ShownCodeStatus) {
    super(`The code is ${status}, which forbids this`);
    this.status = status;
  }
}
