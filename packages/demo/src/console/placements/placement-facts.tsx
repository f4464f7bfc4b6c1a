import type { ReactNode } from 'react';
import type { PlacedCard, PlacementDetailData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardLabels } from '../cards/card-labels.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { StatusTag } from './placement-status.tsx';
import { placementsTexts } from './placements.texts.ts';

type Placement = NonNullable<PlacementDetailData['placement']>;

const SETTINGS = ['title', 'label', 'ssid', 'uuid', 'major', 'minor', 'text'] as const;

function useTime(): (iso: string) => string {
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  return (iso) => timeText(iso, { timeZone, language });
}

export function PlacementFacts({ placement }: { placement: Placement }): ReactNode {
  const texts = useTexts(placementsTexts);
  const time = useTime();
  const { kind, status, channel, store, settings, expiresAt, closedAt } = placement;
  return (
    <Facts title={texts.facts}>
      <Fact name={texts.kind}>{texts.kinds[kind]}</Fact>
      <Fact name={texts.status}>
        <StatusTag status={status} />
      </Fact>
      <Fact name={texts.channel}>{channel ?? texts.noChannel}</Fact>
      {store && (
        <Fact name={texts.store}>
          <Link to={{ page: 'store', id: store.id }}>{store.name}</Link>
        </Fact>
      )}
      {settings.keywords !== null && <Fact name={texts.keywords}>{settings.keywords.join('、')}</Fact>}
      {settings.match !== null && <Fact name={texts.match}>{texts.matches[settings.match]}</Fact>}
      {SETTINGS.map(
        (name) =>
          settings[name] !== null && (
            <Fact key={name} name={texts.settings[name]}>
              {settings[name]}
            </Fact>
          ),
      )}
      {settings.canShare !== null && <Fact name={texts.canShare}>{settings.canShare ? texts.yes : texts.no}</Fact>}
      <Fact name={texts.created}>{time(placement.createdAt)}</Fact>
      <Fact name={texts.expires}>{expiresAt === null ? texts.untilClosed : time(expiresAt)}</Fact>
      {closedAt !== null && <Fact name={texts.closedAt}>{time(closedAt)}</Fact>}
      <Fact name={texts.pageId}>{placement.pageId}</Fact>
      <Fact name={texts.id}>
        <code>{placement.id}</code>
      </Fact>
    </Facts>
  );
}

/** What it hands out, in the order in which people see it. */
export function PlacedCards({ cards }: { cards: readonly PlacedCard[] }): ReactNode {
  const texts = useTexts(placementsTexts);
  return (
    <section className="panel">
      <h2>{texts.cards}</h2>
      <ul className="placed-cards">
        {cards.map((placed, index) => (
          <PlacedLine key={`${index}-${placed.card.id}`} placed={placed} />
        ))}
      </ul>
    </section>
  );
}

function PlacedLine({ placed }: { placed: PlacedCard }): ReactNode {
  const texts = useTexts(placementsTexts);
  const labels = useTexts(cardLabels);
  const time = useTime();
  const { card, channel, code, openid, isSingleUse, usedAt, thumbUrl } = placed;
  const told = [
    labels.kinds[card.kind],
    channel && `${texts.channel} ${channel}`,
    code && `${texts.code} ${code}`,
    openid && `${texts.openid} ${openid}`,
    isSingleUse && usedAt === null && texts.singleUse,
    usedAt !== null && texts.used(time(usedAt)),
  ].filter(Boolean);
  return (
    <li>
      {thumbUrl !== null && <img className="value-image" src={thumbUrl} alt="" />}
      <span>
        <Link to={{ page: 'card', id: card.id }}>{card.title}</Link>{' '}
        <span className={`tag is-${card.status.toLowerCase()}`}>{labels.statuses[card.status]}</span>
        <small className="hint">{told.join(' · ')}</small>
      </span>
    </li>
  );
}
