import { useQuery } from 'urql';
import { EventTypes } from '../../generated/console.ts';
import { useLanguage } from '../language/language.tsx';
import { eventName, inOrder } from './event-names.ts';

/** All types of events with what people call them, as they stand in lists; none until they are there. */
export function useEventTypes(): readonly { type: string; name: string }[] {
  const { language } = useLanguage();
  const [{ data }] = useQuery({ query: EventTypes, variables: {} });
  const types = inOrder((data?.eventTypes ?? []).map(({ name }) => name));
  return types.map((type) => ({ type, name: eventName(type, language) }));
}
