import type { EventRow, EventWhere } from '../../generated/console.ts';
import { momentOf } from '../format/time.ts';

/** What the address of the desk says; an empty text says nothing. */
export const FILTER_NAMES = ['type', 'card', 'openid', 'code', 'from', 'until'] as const;
export type EventFilter = Readonly<Record<(typeof FILTER_NAMES)[number], string>>;

export const eventFilterOf = (query: URLSearchParams): EventFilter => ({
  type: query.get('type') ?? '',
  card: query.get('card') ?? '',
  openid: query.get('openid') ?? '',
  code: query.get('code') ?? '',
  from: query.get('from') ?? '',
  until: query.get('until') ?? '',
});

/** Which events are shown. Absent: any. Times are moments of RFC 3339; `until` is no more among them. */
export type EventChoice = {
  type?: string;
  cardId?: string;
  codeId?: string;
  openid?: string;
  from?: string;
  until?: string;
};

/** Without the code, whose id has to be asked for; a time that is none is left out. */
export function choiceOf({ type, card, openid, from, until }: EventFilter, timeZone: string): EventChoice {
  const [begin, end] = [momentOf(from, timeZone), momentOf(until, timeZone)];
  return {
    ...(type === '' ? {} : { type }),
    ...(card === '' ? {} : { cardId: card }),
    ...(openid.trim() === '' ? {} : { openid: openid.trim() }),
    ...(begin === null ? {} : { from: begin }),
    ...(end === null ? {} : { until: end }),
  };
}

/** The choice as the server takes it. */
export function whereOf({ type, cardId, codeId, openid, from, until }: EventChoice): EventWhere {
  const span = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) };
  return {
    ...(type === undefined ? {} : { type: { eq: type } }),
    ...(cardId === undefined ? {} : { cardId: { eq: cardId } }),
    ...(codeId === undefined ? {} : { codeId: { eq: codeId } }),
    ...(openid === undefined ? {} : { openid: { eq: openid } }),
    ...(from === undefined && until === undefined ? {} : { occurredAt: span }),
  };
}

/** The choice as the live stream takes it; of times it knows nothing. */
export const streamOf = ({ type, cardId, codeId, openid }: EventChoice) => ({
  types: type === undefined ? null : [type],
  cardId: cardId ?? null,
  codeId: codeId ?? null,
  openid: openid ?? null,
});

/** Whether an event that comes live happened in the time that is shown. */
export const isInSpan = ({ occurredAt }: Pick<EventRow, 'occurredAt'>, { from, until }: EventChoice): boolean =>
  (from === undefined || Date.parse(occurredAt) >= Date.parse(from)) &&
  (until === undefined || Date.parse(occurredAt) < Date.parse(until));

/** Whether all that is chosen has happened by then: nothing that comes live can belong to it. */
export const isOver = ({ until }: EventChoice, now: Date): boolean =>
  until !== undefined && Date.parse(until) <= now.getTime();
