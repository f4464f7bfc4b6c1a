import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { RedemptionList } from '../../generated/console.ts';
import { Link, useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { TodayLine } from '../till/today/today-line.tsx';
import { countText } from '../ui/count.ts';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Paging } from '../ui/paging.tsx';
import { Filters } from './filters.tsx';
import { filterOf, redemptionVariablesOf } from './list-query.ts';
import { redemptionsTexts } from './redemptions.texts.ts';

/** Everything that was redeemed, and the way to take it back. */
export function RedemptionsPage(): ReactNode {
  const texts = useTexts(redemptionsTexts);
  const [query, changeQuery] = useAddressQuery();
  const filter = filterOf(query);
  const variables = redemptionVariablesOf(filter);
  const [{ data, error, fetching }, ask] = useQuery({ query: RedemptionList, variables });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const list = data?.redemptions;
  return (
    <Page
      title={texts.redemptions}
      back={{ to: { page: 'redeem' }, label: texts.back }}
      actions={
        <Link to={{ page: 'attempts' }} className="button">
          {texts.attempts}
        </Link>
      }
    >
      <Filters filter={filter} hasState onChange={changeQuery} />
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {list && list.nodes.length === 0 && <Empty text={texts.none} />}
      {list && list.nodes.length > 0 && (
        <div className="column">
          <p className="hint">{texts.count(countText(list.count))}</p>
          <section className="panel" aria-label={texts.redemptions}>
            <ul className="till-list" role="list">
              {list.nodes.map((row) => (
                <TodayLine key={row.id} row={row} onChanged={askAgain} />
              ))}
            </ul>
          </section>
          <Paging info={list.pageInfo} words={texts} onChange={changeQuery} />
        </div>
      )}
    </Page>
  );
}
