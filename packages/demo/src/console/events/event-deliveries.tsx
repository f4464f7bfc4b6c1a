import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { type DeliveryRow, type EndpointName, EventDeliveries as Deliveries } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { DeliveryLine } from '../webhooks/delivery-line.tsx';
import { ReplayButton } from '../webhooks/replay-button.tsx';
import { useWhileWaiting } from '../webhooks/use-while-waiting.ts';
import { webhooksTexts } from '../webhooks/webhooks.texts.ts';

/** How one event fared at each endpoint; what is still on its way is followed. */
export function EventDeliveries({ eventId }: { eventId: string }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const [{ data, error }, ask] = useQuery({ query: Deliveries, variables: { id: eventId } });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const deliveries = data?.webhookDeliveries.nodes ?? [];
  useWhileWaiting(deliveries, askAgain);
  return (
    <Section title={texts.deliveries} hint={texts.deliveriesHint}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {data?.webhookEndpoints.length === 0 && <p className="hint">{texts.noEndpoints}</p>}
      {data?.webhookEndpoints.map((endpoint) => (
        <AtEndpoint
          key={endpoint.id}
          endpoint={endpoint}
          eventId={eventId}
          deliveries={deliveries.filter(({ endpointId }) => endpointId === endpoint.id)}
          onReplayed={askAgain}
        />
      ))}
    </Section>
  );
}

type AtProps = {
  endpoint: EndpointName;
  eventId: string;
  deliveries: readonly DeliveryRow[];
  onReplayed: () => void;
};

function AtEndpoint({ endpoint, eventId, deliveries, onReplayed }: AtProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { may } = useDesk();
  const { id, name } = endpoint;
  return (
    <div className="at-endpoint" role="group" aria-label={name}>
      <div className="at-endpoint-head">
        <h3>
          <Link to={{ page: 'endpoint', id }}>{name}</Link>
        </h3>
        {may('webhooks:write') && (
          <ReplayButton
            endpoint={endpoint}
            eventId={eventId}
            isWaiting={deliveries.some(({ status }) => status === 'WAITING')}
            isFirst={deliveries.length === 0}
            onReplayed={onReplayed}
          />
        )}
      </div>
      {deliveries.length === 0 && <p className="hint">{texts.notSent}</p>}
      <ul className="delivery-list" role="list">
        {deliveries.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} isOpen={delivery === deliveries[0]} />
        ))}
      </ul>
    </div>
  );
}
