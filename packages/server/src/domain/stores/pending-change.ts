import type { Prisma } from '../../generated/prisma/client.ts';
import { isBlank } from '../kit/text.ts';
import { SERVICE_FIELDS, type ServiceField, type StoreDraft } from './store-draft.ts';

export type ServiceChanges = Pick<StoreDraft, ServiceField>;

/** The columns that a change of service fields writes, in the order of the fields; they are also what waits for review. */
export function columnsOfChange(changes: ServiceChanges): Record<string, string | number | string[] | null> {
  const given = SERVICE_FIELDS.filter((field) => changes[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, columnOf(field, changes[field])]));
}

/** A change that waits, as it was written by {@link columnsOfChange}; null: none does. */
export function readPending(pending: Prisma.JsonValue): ServiceChanges | null {
  if (pending === null || typeof pending !== 'object' || Array.isArray(pending)) return null;
  // Only columnsOfChange writes this column.
  return pending;
}

/** Names of the fields of a change that waits, in their own order: JSON columns keep none. */
export const fieldsOf = (changes: ServiceChanges): ServiceField[] =>
  SERVICE_FIELDS.filter((field) => changes[field] !== undefined);

function columnOf(field: ServiceField, value: StoreDraft[ServiceField]): string | number | string[] | null {
  if (field === 'photoUrls') return Array.isArray(value) ? value.map(String) : [];
  if (typeof value === 'string') return isBlank(value) ? null : value;
  return typeof value === 'number' ? value : null;
}
