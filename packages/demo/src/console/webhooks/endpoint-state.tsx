import type { ReactNode } from 'react';
import type { Endpoint } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { Icon } from '../ui/icon.tsx';
import { useTime } from './delivery-line.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

const TONES = { ACTIVE: 'approved', PAUSED: 'withdrawn', DISABLED: 'rejected' } as const;

/** Whether an endpoint is well, in a word. */
export function EndpointTag({ endpoint: { status, failingSince } }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(webhooksTexts);
  if (status === 'ACTIVE' && failingSince !== null) return <span className="tag is-rejected">{texts.failing}</span>;
  return <span className={`tag is-${TONES[status]}`}>{texts.statuses[status]}</span>;
}

/** What is to be known of an endpoint that is not well; nothing of one that is. */
export function EndpointTrouble({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const time = useTime();
  const { status, failingSince, probeAt, disabledReason } = endpoint;
  if (status === 'ACTIVE' && failingSince === null) return null;
  return (
    <div className={status === 'PAUSED' ? 'notice' : 'notice is-bad'}>
      <Icon name="info" />
      <div>
        {status === 'DISABLED' && <p>{texts.disabled}</p>}
        {status === 'DISABLED' && disabledReason !== null && <p className="hint">{disabledReason}</p>}
        {status === 'PAUSED' && <p>{texts.paused}</p>}
        {failingSince !== null && <p>{texts.failingSince(time(failingSince))}</p>}
        {status === 'ACTIVE' && probeAt !== null && <p>{texts.probeAt(time(probeAt))}</p>}
      </div>
    </div>
  );
}
