import type { ReactNode } from 'react';
import type { PlacementRow } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { StatusTag } from './placement-status.tsx';
import { placementsTexts } from './placements.texts.ts';

/** More than one where people claim several cards at once, so it is no share. */
const rateOf = (views: number, claims: number): string =>
  views === 0 ? '–' : String(Math.round((claims / views) * 100) / 100);

/** How often it was opened and what was claimed through it, by channel too (L5). */
export function PlacementFigures({ placement: { status, counts } }: { placement: PlacementRow }): ReactNode {
  const texts = useTexts(placementsTexts);
  const { views, claims, byChannel } = counts;
  const figures = [
    [texts.views, views],
    [texts.claims, claims],
    [texts.rate, rateOf(views, claims)],
  ] as const;
  return (
    <section className="panel">
      <h2>
        {texts.figures}
        <StatusTag status={status} />
      </h2>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {byChannel.length > 0 && (
        <div className="table-frame" tabIndex={0} role="group" aria-label={texts.byChannel}>
          <table className="table is-counts">
            <thead>
              <tr>
                <th scope="col">{texts.channel}</th>
                <th scope="col">{texts.views}</th>
                <th scope="col">{texts.claims}</th>
                <th scope="col">{texts.rate}</th>
              </tr>
            </thead>
            <tbody>
              {byChannel.map((count) => (
                <tr key={count.channel}>
                  <td>{count.channel ?? texts.noChannel}</td>
                  <td>{count.views}</td>
                  <td>{count.claims}</td>
                  <td>{rateOf(count.views, count.claims)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
