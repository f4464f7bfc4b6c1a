import { InvalidInputError } from '../kit/errors.ts';

type Given = string | null | undefined;

/** How a caller names a card: by exactly one of the two. */
export type CardKey = { id?: Given; externalId?: Given };

/** The column that a key names and what to look for there. Throws InvalidInputError unless exactly one is given. */
export function namedBy({ id, externalId }: CardKey): {
  field: keyof CardKey;
  where: { id: string } | { externalId: string };
} {
  if (id != null && externalId == null) return { field: 'id', where: { id } };
  if (externalId != null && id == null) return { field: 'externalId', where: { externalId } };
  throw new InvalidInputError(['id'], 'Name the card by exactly one of id and externalId');
}
