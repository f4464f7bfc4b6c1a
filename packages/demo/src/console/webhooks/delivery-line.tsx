import { type ReactNode, useState } from 'react';
import type { DeliveryRow, WebhookDeliveryStatus } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { eventName } from '../events/event-names.ts';
import { isToCome, shortTimeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

/** Tones of the tags that other rooms have for the like. */
const TONES = {
  WAITING: 'in_review',
  DELIVERED: 'approved',
  FAILED: 'rejected',
  SKIPPED: 'closed',
} as const satisfies Record<WebhookDeliveryStatus, string>;

type LineProps = {
  delivery: DeliveryRow;
  /** Whether its attempts are seen at once. */
  isOpen?: boolean;
  /** Whether it is told which event it is of. */
  hasEvent?: boolean;
};

/** One event on its way to one endpoint, with each try. */
export function DeliveryLine({ delivery, isOpen = false, hasEvent = false }: LineProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const time = useTime();
  const { status, attempts, attemptCount, createdAt, nextAttemptAt, finishedAt, isReplay, sequence } = delivery;
  const facts = [
    time(finishedAt ?? createdAt),
    // What was skipped was looked at, and not sent.
    status === 'SKIPPED' ? null : texts.attempts(attemptCount),
    isToCome(nextAttemptAt) ? texts.nextAttempt(time(nextAttemptAt)) : null,
  ];
  const arrived = status === 'DELIVERED' ? attempts.at(-1) : undefined;
  return (
    <li className="delivery" data-status={status}>
      {hasEvent && <EventOf delivery={delivery} />}
      <p className="delivery-head">
        <span className={`tag is-${TONES[status]}`}>{texts.deliveryStatuses[status]}</span>
        {isReplay && <span className="tag">{texts.isReplay}</span>}
        {sequence === null && <span className="tag">{texts.isTest}</span>}
        <span className="hint">{facts.filter((text) => text !== null).join(' · ')}</span>
      </p>
      {attempts.length > 0 && (
        <details open={isOpen}>
          <summary>{texts.attempts(attempts.length)}</summary>
          <ol className="attempts">
            {attempts.map((attempt) => (
              <AttemptLine key={attempt.id} attempt={attempt} isGood={attempt === arrived} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

function EventOf({ delivery: { eventId, sequence, type } }: { delivery: DeliveryRow }): ReactNode {
  const { language } = useLanguage();
  const name = eventName(type, language);
  return (
    <p className="delivery-head">
      <strong>
        {sequence === null ? name : <Link to={{ page: 'event', id: eventId }}>{`${name} · ${sequence}`}</Link>}
      </strong>
      <code className="hint">{type}</code>
    </p>
  );
}

type Attempt = DeliveryRow['attempts'][number];

/** A status of 200 is not enough where the body has to say that the event was received. */
function AttemptLine({ attempt, isGood }: { attempt: Attempt; isGood: boolean }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const time = useTime();
  const { startedAt, durationMs, statusCode, fault, responseHead } = attempt;
  const faults: Readonly<Record<string, string>> = texts.faults;
  return (
    <li>
      <p className="delivery-head">
        <time className="hint" dateTime={startedAt}>
          {time(startedAt)}
        </time>
        <strong className={isGood ? 'attempt-good' : 'attempt-bad'}>
          {statusCode === null ? (faults[fault ?? ''] ?? fault) : `HTTP ${statusCode}`}
        </strong>
        <span className="hint">{texts.duration(durationMs)}</span>
      </p>
      {responseHead !== null && (
        <pre className="response-head" tabIndex={0} role="group" aria-label={texts.response}>
          <code>{responseHead === '' ? texts.emptyResponse : responseHead}</code>
        </pre>
      )}
    </li>
  );
}

/** A time of today in short, of another day with its date. */
export function useTime(): (iso: string) => string {
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [now] = useState(() => new Date());
  return (iso) => shortTimeText(iso, { timeZone: merchant.timeZone, language, now });
}
