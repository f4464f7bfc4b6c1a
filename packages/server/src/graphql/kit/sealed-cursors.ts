import type { Event } from '../../domain/events/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import type { CursorForm } from './live-event.ts';

/**
 * Cursors of streams that tell no numbers: these would tell the merchant's volume (graphql.md §9). A cursor serves its
 * owner only. All readers of one owner get the same text of one event, so that they can share an answer.
 */
export function sealedCursors(): (domain: Pick<DomainContext, 'secrets'>, owner: string) => CursorForm {
  const sealed = new WeakMap<Event, { owner: string; cursor: string }>();
  return ({ secrets }, owner) => {
    const cursorAfter = (sequence: bigint): string => secrets.seal('cursor', JSON.stringify([owner, String(sequence)]));
    return {
      cursorAfter,
      cursorOf: (event) => {
        const known = sealed.get(event);
        if (known?.owner === owner) return known.cursor;
        const cursor = cursorAfter(event.sequence ?? 0n);
        sealed.set(event, { owner, cursor });
        return cursor;
      },
      numberOf: (cursor) => {
        const [of, number]: unknown[] = partsOf(secrets.open('cursor', cursor));
        if (of !== owner || typeof number !== 'string')
          throw new InvalidInputError(['after'], 'This cursor does not belong to this stream');
        return BigInt(number);
      },
    };
  };
}

// Only we seal cursors, so what opens is a list of our own making.
const partsOf = (opened: string | null): unknown[] => (opened === null ? [] : (JSON.parse(opened) as unknown[]));
