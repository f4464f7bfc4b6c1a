import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { AttemptList, type AttemptRow } from '../../generated/console.ts';
import { useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { shortTimeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { shownCode } from '../till/spaced-code.ts';
import { todayTexts } from '../till/today/today.texts.ts';
import { countText } from '../ui/count.ts';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Paging } from '../ui/paging.tsx';
import { Filters } from './filters.tsx';
import { attemptVariablesOf, filterOf } from './list-query.ts';
import { redemptionsTexts } from './redemptions.texts.ts';

/** What was tried and refused, with its reason (R1). */
export function AttemptsPage(): ReactNode {
  const texts = useTexts(redemptionsTexts);
  const [query, changeQuery] = useAddressQuery();
  const filter = filterOf(query);
  const [{ data, error, fetching }, ask] = useQuery({ query: AttemptList, variables: attemptVariablesOf(filter) });
  const list = data?.redemptionAttempts;
  return (
    <Page title={texts.attempts} back={{ to: { page: 'redemptions' }, label: texts.redemptions }}>
      <Filters filter={filter} hasState={false} onChange={changeQuery} />
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {list && list.nodes.length === 0 && <Empty text={texts.noAttempts} />}
      {list && list.nodes.length > 0 && (
        <div className="column">
          <p className="hint">
            {texts.count(countText(list.count))} · {texts.attemptsHint}
          </p>
          <section className="panel" aria-label={texts.attempts}>
            <ul className="till-list" role="list">
              {list.nodes.map((row) => (
                <AttemptLine key={row.id} row={row} />
              ))}
            </ul>
          </section>
          <Paging info={list.pageInfo} words={texts} onChange={changeQuery} />
        </div>
      )}
    </Page>
  );
}

function AttemptLine({ row }: { row: AttemptRow }): ReactNode {
  const texts = useTexts(redemptionsTexts);
  const today = useTexts(todayTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const [now] = useState(() => new Date());
  const facts = [shortTimeText(row.attemptedAt, { timeZone, language, now }), today.ways[row.way], row.store?.name];
  const words: Readonly<Record<string, string>> = texts.refusals;
  return (
    <li className="till-line">
      <div className="till-line-head">
        <strong>{row.card?.title ?? texts.unknownNumber}</strong>
        <span>
          {row.isOffline && <span className="tag is-offline">{today.offline}</span>}{' '}
          <span className="tag is-rejected">{words[row.refusalCode] ?? row.refusalCode}</span>
        </span>
      </div>
      <p className="hint">
        {row.value !== null && <code>{shownCode(row.value)}</code>}{' '}
        {facts.filter((text) => text !== undefined).join(' · ')}
      </p>
    </li>
  );
}
