import type { TillRefusal } from '../../generated/console.ts';
import { type Language, timeText } from '../format/time.ts';
import type { TillTexts } from './till.texts.ts';

export type Words = { texts: TillTexts; language: Language; timeZone: string };

/** Why a code can't be redeemed, in the words of a till: when and where, not only that. */
export function refusalWords(refusal: TillRefusal, { texts, language, timeZone }: Words): string {
  const time = (iso: string): string => timeText(iso, { timeZone, language });
  const kind = refusal.__typename;
  if (kind === 'AlreadyRedeemedError') return alreadyWords(time(refusal.redeemedAt), refusal.store, texts);
  if (kind === 'NotStartedError') return texts.notStarted(time(refusal.validFrom));
  if (kind === 'ExpiredError') return texts.expired(time(refusal.validUntil));
  if (kind === 'UseLimitReachedError') return texts.useLimit(refusal.limit);
  if (kind === 'RotatingCodeExpiredError') return texts.rotatingExpired(time(refusal.shownAt));
  if (kind === 'RotatingCodeRequiredError') return texts.rotatingRequired;
  // Else the server's own sentence, in the person's language.
  return (kind === 'CodeNotRedeemableError' ? statusWords(refusal.status, texts) : undefined) ?? refusal.message;
}

const alreadyWords = (time: string, store: { name: string } | null, texts: TillTexts): string =>
  store === null ? texts.alreadySomewhere(time) : texts.already(time, store.name);

function statusWords(status: string, { statuses }: TillTexts): string | undefined {
  const words: Readonly<Record<string, string>> = statuses;
  return Object.hasOwn(words, status) ? words[status] : undefined;
}
