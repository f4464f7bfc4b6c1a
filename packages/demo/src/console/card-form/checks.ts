import { fits, type TextLimit } from '../format/display-width.ts';
import { fenOf } from '../format/money.ts';
import { wholeOf } from './inputs.ts';
import { LIMITS } from './limits.ts';

/** Why a field can't be sent. The server says the same, but only one thing at a time. */
export type DraftFault =
  | 'missing'
  | 'tooLong'
  | 'notAmount'
  | 'notWhole'
  | 'notPercent'
  | 'notDays'
  | 'endsBefore'
  | 'noStore'
  | 'noDay'
  | 'notAddress'
  | 'otherHalf'
  | 'landsBefore';

export type Check = readonly [path: string, fault: DraftFault | null];

const MOST = 100_000_000;

export const required = (text: string): DraftFault | null => (text.trim() === '' ? 'missing' : null);
export const within = (text: string, limit: TextLimit): DraftFault | null => (fits(text, limit) ? null : 'tooLong');
export const requiredText = (text: string, limit: TextLimit): DraftFault | null =>
  required(text) ?? within(text, limit);

/** An amount in yuan, or nothing. */
export const amount = (text: string): DraftFault | null =>
  text.trim() === '' || fenOf(text) !== null ? null : 'notAmount';

export function wholeFrom(text: string, least: number): DraftFault | null {
  const number = wholeOf(text);
  return required(text) ?? (number !== null && number >= least && number <= MOST ? null : 'notWhole');
}

/** A whole number, or nothing. */
export const optionalWhole = (text: string, least: number): DraftFault | null =>
  text.trim() === '' ? null : wholeFrom(text, least);

/** An address to lead to, or nothing. */
export function address(text: string): DraftFault | null {
  const url = text.trim();
  return within(url, LIMITS.link) ?? (url === '' || isAddress(url) ? null : 'notAddress');
}

const isAddress = (url: string): boolean =>
  URL.canParse(/^[a-z]+:/i.test(url) ? url : `http://${url}`) &&
  !/[\s<>"]/.test(url) &&
  !/^(?!https?:)[a-z]+:\/\//i.test(url);
