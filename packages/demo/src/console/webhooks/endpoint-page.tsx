import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { type Endpoint, Endpoints } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { isToCome, timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { countText } from '../ui/count.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { DeleteButton, EndpointActions } from './endpoint-actions.tsx';
import { EndpointTag, EndpointTrouble } from './endpoint-state.tsx';
import { ReplayForm } from './replay-form.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

/** One endpoint: its state, what was sent to it, and what can be done about it. */
export function EndpointPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: Endpoints });
  const [generation, setGeneration] = useState(0);
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  // What was sent changes the state of the endpoint and its list.
  const onSent = (): void => {
    setGeneration((before) => before + 1);
    askAgain();
  };
  const endpoint = data?.webhookEndpoints.find((one) => one.id === id);
  return (
    <Page title={endpoint?.name ?? texts.endpoint} back={{ to: { page: 'endpoints' }, label: texts.backToList }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !endpoint && !fetching && <Empty text={texts.notFound} />}
      {endpoint && (
        <div className="column">
          <EndpointTrouble endpoint={endpoint} />
          {may('webhooks:write') && <EndpointActions endpoint={endpoint} onSent={onSent} onChanged={askAgain} />}
          <EndpointFacts endpoint={endpoint} />
          <DeliveryList endpointId={id} generation={generation} onDone={askAgain} />
          {may('webhooks:write') && (
            <>
              <ReplayForm
                key={endpoint.queuedSequence === null ? 'none' : 'some'}
                endpoint={endpoint}
                onReplayed={onSent}
              />
              <DeleteButton endpointId={id} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function EndpointFacts({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { url, format, types, queuedSequence, waitingCount, previousSecretUntil, createdAt } = endpoint;
  const { document, variables } = endpoint;
  const time = (iso: string): string => timeText(iso, { timeZone: merchant.timeZone, language });
  return (
    <>
      <Facts title={texts.facts}>
        <Fact name={texts.deliveryStatus}>
          {waitingCount.value > 0 && texts.waiting(countText(waitingCount))} <EndpointTag endpoint={endpoint} />
        </Fact>
        <Fact name={texts.url}>{url}</Fact>
        <Fact name={texts.format}>{texts.formats[format]}</Fact>
        {format === 'JSON' && (
          <Fact name={texts.types}>{types.length === 0 ? texts.everyType : <code>{types.join(' ')}</code>}</Fact>
        )}
        <Fact name={texts.queued}>{queuedSequence ?? '–'}</Fact>
        {isToCome(previousSecretUntil) && <Fact name={texts.previousSecret}>{time(previousSecretUntil)}</Fact>}
        <Fact name={texts.created}>{time(createdAt)}</Fact>
      </Facts>
      {document !== null && (
        <section className="panel">
          <h2>{texts.document}</h2>
          <CopyBox label={texts.document} text={document} />
          {variables !== null && <CopyBox label={texts.variables} text={JSON.stringify(variables, null, 2)} />}
        </section>
      )}
    </>
  );
}
