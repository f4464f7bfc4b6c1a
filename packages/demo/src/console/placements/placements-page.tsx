import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { PlacementList, type PlacementRow } from '../../generated/console.ts';
import { Link, useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Paging } from '../ui/paging.tsx';
import { PLACEMENT_KINDS, placementFilterOf, placementVariablesOf } from './placement-list-query.ts';
import { StatusTag } from './placement-status.tsx';
import { placementsTexts } from './placements.texts.ts';

const FIRST_PAGE = { after: '', before: '' } as const;
/** A line of the list has room for so many channels. */
const SHOWN_CHANNELS = 3;

/** Every way in which cards are brought to people, newest first, with what came of it. */
export function PlacementsPage(): ReactNode {
  const texts = useTexts(placementsTexts);
  const { may } = useDesk();
  const [query, changeQuery] = useAddressQuery();
  const filter = placementFilterOf(query);
  const [{ data, error, fetching }, ask] = useQuery({
    query: PlacementList,
    variables: placementVariablesOf(filter),
  });
  const placements = data?.placements;
  return (
    <Page
      title={texts.title}
      actions={
        may('placements:write') && (
          <Link to={{ page: 'newPlacement' }} className="button is-primary">
            <Icon name="plus" />
            {texts.newPlacement}
          </Link>
        )
      }
    >
      <div className="filters">
        <FilterSelect
          label={texts.kind}
          value={filter.kind}
          everything={texts.allKinds}
          options={PLACEMENT_KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
          onChange={(kind) => changeQuery({ kind: kind ?? '', ...FIRST_PAGE })}
        />
      </div>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {placements && placements.nodes.length > 0 && (
        <>
          <p className="hint">{texts.count(countText(placements.count))}</p>
          <ul className="tickets">
            {placements.nodes.map((placement) => (
              <li key={placement.id}>
                <PlacementLine placement={placement} />
              </li>
            ))}
          </ul>
          <Paging info={placements.pageInfo} words={texts} onChange={changeQuery} />
        </>
      )}
      {placements?.nodes.length === 0 && <None kind={filter.kind} onClear={() => changeQuery({ kind: '' })} />}
    </Page>
  );
}

function None({ kind, onClear }: { kind: string | null; onClear: () => void }): ReactNode {
  const texts = useTexts(placementsTexts);
  return (
    <Empty text={kind === null ? texts.none : texts.noneFound}>
      {kind !== null && (
        <button type="button" className="button" onClick={onClear}>
          {texts.clear}
        </button>
      )}
    </Empty>
  );
}

function PlacementLine({ placement }: { placement: PlacementRow }): ReactNode {
  const texts = useTexts(placementsTexts);
  const { id, kind, name, status, channel, store, counts } = placement;
  const known = counts.byChannel.filter((count) => count.channel !== null);
  const hidden = known.length - SHOWN_CHANNELS;
  return (
    <Link to={{ page: 'placement', id }} className="ticket is-placement">
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{name}</strong>
          <StatusTag status={status} />
        </p>
        <p className="hint">{[texts.kinds[kind], channel, store?.name].filter(Boolean).join(' · ')}</p>
        <p className="placement-counts">
          <span>{texts.counted(counts.views, counts.claims)}</span>
          {known.length > 1 &&
            known.slice(0, SHOWN_CHANNELS).map((count) => (
              <span key={count.channel} className="tag">
                {texts.channelCounts(count.channel ?? '', count.views, count.claims)}
              </span>
            ))}
          {hidden > 0 && <span className="hint">{texts.moreChannels(hidden)}</span>}
        </p>
      </div>
      <Icon name="forward" />
    </Link>
  );
}
