import { DomainError } from '../kit/errors.ts';
import type { SignaturePart } from './signed-text.rules.ts';

/** What the doctor would tell beside the part. */
type Told = { expectedText: string; clockSkewSeconds: number | null };

/** A signature does not fit what it stands beside. */
export class SignatureInvalidError extends DomainError {
  override readonly code = 'SIGNATURE_INVALID';
  override readonly weixinCode = 40080;
  override readonly field = ['cardExt'];
  readonly part: SignaturePart;
  /** What the server expected; told to test keys and sandbox merchants only. */
  readonly explanation: Told | null;
  constructor(part: SignaturePart, explanation: Told | null = null) {
    super(`The signature does not fit: ${part}`);
    this.part = part;
    this.explanation = explanation;
  }
}

/** The time in a signature is more than 300 s away from ours. */
export class SignatureExpiredError extends DomainError {
  override readonly code = 'SIGNATURE_EXPIRED';
  override readonly weixinCode = 40080;
  override readonly field = ['cardExt', 'timestamp'];
  readonly part = 'TIMESTAMP' as const;
  /** Seconds by which the signer's time is ahead of ours; negative: behind. */
  readonly skewSeconds: number;
  constructor(skewSeconds: number) {
    super(`The signature is ${Math.abs(skewSeconds)} s ${skewSeconds < 0 ? 'old' : 'ahead'}`);
    this.skewSeconds = skewSeconds;
  }
}

/** A signature that is good for one claim has been used. */
export class NonceReusedError extends DomainError {
  override readonly code = 'NONCE_REUSED';
  override readonly weixinCode = 40080;
  override readonly field = ['cardExt', 'nonce_str'];
  readonly part = 'NONCE' as const;
  constructor() {
    super('This signature was used for another claim');
  }
}
