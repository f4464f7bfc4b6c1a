import { createHmac, timingSafeEqual } from 'node:crypto';

/** So long one text is shown. */
const ROTATING_STEP_MS = 30_000;
/** The clock of a phone, and the time that a scan takes: so many steps around the right one are good. */
const TOLERATED_STEPS = 1;
const MAC_BYTES = 8;

const TEXT = /^KQ1\.(code_[0-9A-HJKMNP-TV-Z]{26})\.(0|[1-9a-z][0-9a-z]{0,7})\.([A-Za-z0-9_-]{11})$/;

export type RotatingCode = { codeId: string; step: number };

export const rotatingStepAt = (at: Date): number => Math.floor(at.getTime() / ROTATING_STEP_MS);
export const startOfRotatingStep = (step: number): Date => new Date(step * ROTATING_STEP_MS);

/** The text of a rotating QR code: `KQ1.<code id>.<step in base 36>.<8 bytes of HMAC-SHA256 in base64url>`. */
export function rotatingTextOf(code: RotatingCode, key: Buffer): string {
  const { codeId, step } = code;
  return `KQ1.${codeId}.${step.toString(36)}.${macOf(code, key)}`;
}

const macOf = ({ codeId, step }: RotatingCode, key: Buffer): string =>
  createHmac('sha256', key).update(`${codeId}.${step}`).digest().subarray(0, MAC_BYTES).toString('base64url');

/** The code and the step that a text names, made under one of these keys; null: it is no such text, or was forged. */
export function rotatingCodeIn(text: string, keys: readonly Buffer[]): RotatingCode | null {
  const [, codeId, digits, mac] = TEXT.exec(text.trim()) ?? [];
  if (codeId === undefined || digits === undefined || mac === undefined) return null;
  const named = { codeId, step: Number.parseInt(digits, 36) };
  return keys.some((key) => timingSafeEqual(Buffer.from(macOf(named, key)), Buffer.from(mac))) ? named : null;
}

/** Whether a text of that step is good at a moment: in its own step, the one before and the one after. */
export const isRotatingStepAt = (step: number, at: Date): boolean =>
  Math.abs(rotatingStepAt(at) - step) <= TOLERATED_STEPS;
