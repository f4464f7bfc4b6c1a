import { type ReactNode, useEffect } from 'react';
import { useQuery } from 'urql';
import {
  DeliveryList as Deliveries,
  type DeliveryListVariables,
  type WebhookDeliveryStatus,
} from '../../generated/console.ts';
import { useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { countText } from '../ui/count.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Paging } from '../ui/paging.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { useWhileWaiting } from './use-while-waiting.ts';
import { webhooksTexts } from './webhooks.texts.ts';

const PAGE_SIZE = 20;
const STATUSES = ['WAITING', 'DELIVERED', 'FAILED', 'SKIPPED'] as const satisfies readonly WebhookDeliveryStatus[];

type ListProps = {
  endpointId: string;
  /** Grows as something was sent: the list is asked anew. */
  generation: number;
  /** Something that waited waits no more. */
  onDone: () => void;
};

/** What was sent to an endpoint, or is to be, the newest first. */
export function DeliveryList({ endpointId, generation, onDone }: ListProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const [query, changeQuery] = useAddressQuery();
  const status = STATUSES.find((known) => known === query.get('status')) ?? null;
  const [{ data, error }, ask] = useQuery({ query: Deliveries, variables: variablesOf(endpointId, status, query) });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const list = data?.webhookDeliveries;
  useWhileWaiting(list?.nodes ?? [], askAgain);
  useEffect(() => {
    if (generation > 0) ask({ requestPolicy: 'network-only' });
  }, [generation, ask]);
  const waitingCount = list?.nodes.filter((delivery) => delivery.status === 'WAITING').length ?? 0;
  // What arrives or fails says how the endpoint is.
  useEffect(() => onDone(), [waitingCount]);
  return (
    <section className="panel">
      <div className="board-feed-head">
        <h2>{texts.deliveries}</h2>
        <FilterSelect
          label={texts.deliveryStatus}
          value={status}
          everything={texts.everyStatus}
          options={STATUSES.map((value) => ({ value, label: texts.deliveryStatuses[value] }))}
          onChange={(chosen) => changeQuery({ status: chosen ?? '', after: '', before: '' })}
        />
      </div>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {list?.nodes.length === 0 && <Empty text={texts.noDeliveries} />}
      {list && list.nodes.length > 0 && (
        <>
          <p className="hint">{texts.count(countText(list.count))}</p>
          <ul className="delivery-list" role="list">
            {list.nodes.map((delivery) => (
              <DeliveryLine key={delivery.id} delivery={delivery} hasEvent />
            ))}
          </ul>
          <Paging info={list.pageInfo} words={texts} onChange={changeQuery} />
        </>
      )}
    </section>
  );
}

function variablesOf(
  endpointId: string,
  status: WebhookDeliveryStatus | null,
  query: URLSearchParams,
): DeliveryListVariables {
  const where = { endpointId: { eq: endpointId }, ...(status === null ? {} : { status: { eq: status } }) };
  const before = query.get('before');
  return before === null ? { where, first: PAGE_SIZE, after: query.get('after') } : { where, last: PAGE_SIZE, before };
}
