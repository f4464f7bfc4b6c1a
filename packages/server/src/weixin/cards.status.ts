import type { ShownCardStatus } from '../domain/cards/index.ts';
import { WireFault } from './kit/wire-fault.ts';

/** C8: an expired card still counts as put into circulation, a withdrawn one as approved. */
export const WIRE_STATUS = {
  IN_REVIEW: 'CARD_STATUS_NOT_VERIFY',
  REJECTED: 'CARD_STATUS_VERIFY_FAIL',
  READY: 'CARD_STATUS_VERIFY_OK',
  DISTRIBUTED: 'CARD_STATUS_DISPATCH',
  EXPIRED: 'CARD_STATUS_DISPATCH',
  WITHDRAWN: 'CARD_STATUS_VERIFY_OK',
  DELETED: 'CARD_STATUS_DELETE',
} satisfies Record<ShownCardStatus, string>;

/** Spellings that older pages print (contract §15.2). */
const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['CARD_STATUS_VERIFY_FALL', 'CARD_STATUS_VERIFY_FAIL'],
  ['CARD_STATUS_USER_DELETE', 'CARD_STATUS_DELETE'],
  ['CARD_STATUS_USER_DISPATCH', 'CARD_STATUS_DISPATCH'],
]);

const isStatus = (name: string): name is ShownCardStatus => Object.hasOwn(WIRE_STATUS, name);
const STATUSES: readonly ShownCardStatus[] = Object.keys(WIRE_STATUS).filter(isStatus);

/** The statuses that the names of a filter mean, each once; without one all cards that are not deleted. */
export function statusesOf(names: readonly string[]): ShownCardStatus[] {
  if (names.length === 0) return STATUSES.filter((status) => status !== 'DELETED');
  const all = names.flatMap((name, index) => {
    const wire = OLD_NAMES.get(name) ?? name;
    const meant = STATUSES.filter((status) => WIRE_STATUS[status] === wire);
    if (meant.length === 0) throw new WireFault(40035, `status_list[${index}]`);
    return meant;
  });
  return [...new Set(all)];
}
