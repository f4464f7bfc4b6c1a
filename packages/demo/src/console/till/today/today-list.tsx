import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { type RedemptionWhere, TillToday, TillTodayCount } from '../../../generated/console.ts';
import { problemOf } from '../../data/problem.ts';
import { startOfDay } from '../../format/time.ts';
import { useTexts } from '../../language/language.tsx';
import { useDesk } from '../../session/desk.tsx';
import { countText } from '../../ui/count.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { Empty, ProblemNotice } from '../../ui/notice.tsx';
import { useDay } from '../../ui/use-day.ts';
import { TodayLine } from './today-line.tsx';
import { choicesOf, todayWhereOf, type Whose } from './today-where.ts';
import { todayTexts } from './today.texts.ts';

type ListProps = {
  storeId: string | null;
  /** Grows with each redemption here: the list is asked anew. */
  generation: number;
  onChanged: () => void;
};

/** What was redeemed today where this till stands, or by who stands at it. */
export function TodayList({ storeId, generation, onChanged }: ListProps): ReactNode {
  const texts = useTexts(todayTexts);
  const { viewer, merchant } = useDesk();
  const day = useDay(merchant.timeZone);
  const personId = viewer.person?.id ?? null;
  const choices = choicesOf({ storeId, personId });
  const [wanted, setWanted] = useState<Whose>('store');
  const whose = choices.find((choice) => choice === wanted) ?? choices[0] ?? 'all';
  const where = useMemo(
    () => todayWhereOf({ whose, since: startOfDay(day, merchant.timeZone), storeId, personId }),
    [whose, day, merchant.timeZone, storeId, personId],
  );
  return (
    <section className="panel today" aria-label={texts.title}>
      <div className="today-head">
        <h2>{texts.title}</h2>
        <Count where={where} generation={generation} />
      </div>
      {choices.length > 1 && <WhoseChoice choices={choices} whose={whose} onChoose={setWanted} />}
      <Parts key={JSON.stringify(where)} where={where} generation={generation} onChanged={onChanged} />
    </section>
  );
}

type ChoiceProps = { choices: readonly Whose[]; whose: Whose; onChoose: (whose: Whose) => void };

function WhoseChoice({ choices, whose, onChoose }: ChoiceProps): ReactNode {
  const texts = useTexts(todayTexts);
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{texts.whose}</legend>
      {choices.map((choice) => (
        <label key={choice} className="segment">
          <input type="radio" name={name} checked={choice === whose} onChange={() => onChoose(choice)} />
          <span>{texts[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}

type AskedProps = { where: RedemptionWhere; generation: number };

function Count({ where, generation }: AskedProps): ReactNode {
  const texts = useTexts(todayTexts);
  const [{ data }, ask] = useQuery({ query: TillTodayCount, variables: { where } });
  useEffect(() => {
    if (generation > 0) ask({ requestPolicy: 'network-only' });
  }, [generation, ask]);
  return <span className="hint">{data ? texts.count(countText(data.redemptions.count)) : ''}</span>;
}

function Parts(props: AskedProps & { onChanged: () => void }): ReactNode {
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return pages.map((after, index) => (
    <Part
      key={after ?? ''}
      {...props}
      after={after}
      isLast={index === pages.length - 1}
      onMore={(next) => setPages([...pages, next])}
    />
  ));
}

type PartProps = AskedProps & {
  after: string | null;
  isLast: boolean;
  onMore: (after: string) => void;
  onChanged: () => void;
};

function Part({ where, generation, after, isLast, onMore, onChanged }: PartProps): ReactNode {
  const texts = useTexts(todayTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: TillToday, variables: { where, after } });
  useEffect(() => {
    if (generation > 0) ask({ requestPolicy: 'network-only' });
  }, [generation, ask]);
  if (error && !data)
    return <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <p className="hint">{texts.loading}</p> : null;
  const { nodes, pageInfo } = data.redemptions;
  if (nodes.length === 0) return after === null ? <Empty text={texts.none} /> : null;
  return (
    <>
      <ul className="till-list" role="list">
        {nodes.map((row) => (
          <TodayLine key={row.id} row={row} onChanged={onChanged} />
        ))}
      </ul>
      <MoreButton words={texts.more} isLast={isLast} pageInfo={pageInfo} onMore={onMore} />
    </>
  );
}
