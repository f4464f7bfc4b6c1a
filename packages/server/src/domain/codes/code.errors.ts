import { DomainError, type Field } from '../kit/errors.ts';
import type { ShownCodeStatus } from './code.states.ts';

/** The card has this code already. */
export class CodeTakenError extends DomainError {
  override readonly code = 'CODE_TAKEN';
  override readonly weixinCode = 40116;
  override readonly field: Field;
  readonly value: string;
  constructor(field: Field, value: string) {
    super('The card has this code already');
    this.field = field;
    this.value = value;
  }
}

/** What was asked goes with another mode of codes only (K1, K5). */
export class CodeModeError extends DomainError {
  override readonly code = 'CODE_MODE_FORBIDS';
  override readonly weixinCode = 45030;
  override readonly field: Field;
  /** Where the codes of this card come from. */
  readonly mode: string;
  /** Where they would have to come from. */
  readonly wanted: string;
  constructor(mode: string, wanted: string, field: Field = ['cardId']) {
    super(`The codes of this card are ${mode}, and only ${wanted} codes allow this`);
    this.field = field;
    this.mode = mode;
    this.wanted = wanted;
  }
}

/** The status of the code forbids what was asked. */
export class CodeStatusError extends DomainError {
  override readonly code = 'CODE_STATUS_FORBIDS';
  override readonly weixinCode = 40127;
  override readonly field: Field = ['value'];
  readonly status: ShownCodeStatus;
  constructor(status: ShownCodeStatus) {
    super(`The code is ${status}`);
    this.status = status;
  }
}

/** The import has ended: nothing is left to cancel. */
export class ImportEndedError extends DomainError {
  override readonly code = 'IMPORT_ENDED';
  override readonly weixinCode = null;
  readonly status: string;
  constructor(status: string) {
    super(`The import is ${status}`);
    this.status = status;
  }
}

/** The rotating code belongs to another time than this: an old screenshot, or one that was made in advance. */
export class RotatingCodeExpiredError extends DomainError {
  override readonly code = 'ROTATING_CODE_EXPIRED';
  override readonly weixinCode = 40079;
  override readonly field: Field = ['value'];
  /** When it was to be shown. */
  readonly shownAt: Date;
  /** The moment at which it is judged. */
  readonly at: Date;
  constructor(shownAt: Date, at: Date) {
    super(`Was to be shown at ${shownAt.toISOString()}, and is judged at ${at.toISOString()}`);
    this.shownAt = shownAt;
    this.at = at;
  }
}
