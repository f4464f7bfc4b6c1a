import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { type CardDetailData, CardVersions, type VersionFields } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { FoldedSection } from '../ui/section.tsx';
import { lifeTexts } from './card-life.texts.ts';
import { ChangeList } from './change-list.tsx';

type Card = NonNullable<CardDetailData['card']>;

function useTime(): (iso: string) => string {
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  return (iso) => timeText(iso, { timeZone, language });
}

/** What somebody who looks at the card has to know of its review, or of who took it down. */
export function ReviewNotice({ card }: { card: Card }): ReactNode {
  const texts = useTexts(lifeTexts);
  const time = useTime();
  const { status, review, withdrawnBy } = card;
  if (status === 'WITHDRAWN')
    return <Told text={withdrawnBy === 'OPERATOR' ? texts.byOperator : texts.byMerchant} reasons={[]} />;
  if (status === 'IN_REVIEW') return <Told text={texts.inReview(review ? time(review.dueAt) : '')} reasons={[]} />;
  if (review?.status !== 'REJECTED') return null;
  return <Told text={status === 'REJECTED' ? texts.rejected : texts.changeRejected} reasons={review.reasons} />;
}

function Told({ text, reasons }: { text: string; reasons: readonly string[] }): ReactNode {
  return (
    <div className={reasons.length > 0 ? 'notice is-bad' : 'notice'}>
      <Icon name="info" />
      <div>
        <p>{text}</p>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The change that waits, beside what is live. */
export function PendingChange({ card }: { card: Card }): ReactNode {
  const texts = useTexts(lifeTexts);
  const time = useTime();
  const { pendingVersion: pending } = card;
  if (!pending) return null;
  return (
    <section className="panel">
      <h2>{texts.pending}</h2>
      <p className="hint">{texts.pendingHint(time(pending.review.dueAt))}</p>
      <ChangeList fields={pending.fields} before={card} after={pending.face} />
    </section>
  );
}

/** All changes that needed a review, the newest first. Asked for only when somebody wants to see them. */
export function Versions({ card }: { card: Card }): ReactNode {
  const texts = useTexts(lifeTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <FoldedSection
      title={texts.versions}
      hint={texts.versionsHint}
      isFilled={false}
      paths={[]}
      onToggle={(isShown) => setOpen(isShown)}
    >
      {isOpen && <VersionList cardId={card.id} />}
    </FoldedSection>
  );
}

function VersionList({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(lifeTexts);
  const [{ data, error }] = useQuery({ query: CardVersions, variables: { id: cardId } });
  const versions = data?.card?.versions.nodes ?? [];
  return (
    <>
      {error && <ProblemNotice problem={problemOf(error)} />}
      {data && versions.length === 0 && <Empty text={texts.noVersions} />}
      <ol className="versions">
        {versions.map((version) => (
          <VersionLine key={version.id} version={version} />
        ))}
      </ol>
    </>
  );
}

function VersionLine({ version }: { version: VersionFields }): ReactNode {
  const texts = useTexts(lifeTexts);
  const time = useTime();
  const { number, status, fields, face, faceBefore, review, createdAt } = version;
  return (
    <li className="version">
      <p>
        <strong>{texts.version(number)}</strong>
        <span className={`tag is-${status.toLowerCase()}`}>{texts.versionStatuses[status]}</span>
        <span className="hint">
          {texts.channels[review.channel]} · {time(createdAt)}
        </span>
      </p>
      <ChangeList fields={fields} before={faceBefore} after={face} />
      {review.reasons.length > 0 && (
        <ul className={status === 'REJECTED' ? 'reasons' : 'hint'}>
          {review.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
