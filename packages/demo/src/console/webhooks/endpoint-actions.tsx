import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import {
  type DeliveryRow,
  type Endpoint,
  EndpointDelete,
  EndpointSecretRotate,
  EndpointTest,
  EndpointUpdate,
} from '../../generated/console.ts';
import { go, Link } from '../app/navigation.tsx';
import { type Problem, problemOfAnswer } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { SelectField } from '../ui/choice-fields.tsx';
import { DangerButton } from '../ui/danger-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { SecretPanel } from './secret-panel.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

type ActionsProps = { endpoint: Endpoint; onSent: () => void; onChanged: () => void };

/** What an owner does with an endpoint, and what came of it. */
export function EndpointActions({ endpoint, onSent, onChanged }: ActionsProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { id, format } = endpoint;
  const [secret, setSecret] = useState<string | null>(null);
  const [isRotating, setRotating] = useState(false);
  const { tested, problem, isTesting, test } = useTest(id, onSent);
  return (
    <>
      <div className="segments">
        <button type="button" className="button is-primary" aria-disabled={isTesting} onClick={() => void test()}>
          {isTesting ? texts.testing : texts.test}
        </button>
        <PauseButton endpoint={endpoint} />
        <Link to={format === 'WEIXIN' ? { page: 'weixinPush' } : { page: 'editEndpoint', id }} className="button">
          {texts.edit}
        </Link>
        {format === 'JSON' && (
          <button type="button" className="button" onClick={() => setRotating(true)}>
            {texts.rotate}
          </button>
        )}
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {secret !== null && <SecretPanel secret={secret} />}
      {tested && (
        <div role="status">
          <Section title={texts.testResult}>
            <ul className="delivery-list" role="list">
              <DeliveryLine delivery={tested} isOpen />
            </ul>
          </Section>
        </div>
      )}
      {isRotating && (
        <RotateDialog
          endpointId={id}
          onClose={() => setRotating(false)}
          onRotated={(made) => {
            setSecret(made);
            onChanged();
          }}
        />
      )}
    </>
  );
}

type Testing = { tested: DeliveryRow | null; problem: Problem | null; isTesting: boolean; test: () => Promise<void> };

function useTest(endpointId: string, onSent: () => void): Testing {
  const [tested, setTested] = useState<DeliveryRow | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(EndpointTest);
  const test = async (): Promise<void> => {
    if (fetching) return;
    const { data, error } = await send({ input: { endpointId } });
    setProblem(problemOfAnswer(error, data?.webhookEndpointTest.userErrors));
    setTested(data?.webhookEndpointTest.delivery ?? null);
    onSent();
  };
  return { tested, problem, isTesting: fetching, test };
}

function PauseButton({ endpoint: { id, status } }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const say = useToast();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, update] = useMutation(EndpointUpdate);
  const isOn = status === 'ACTIVE';
  const change = async (): Promise<void> => {
    if (fetching) return;
    const { data, error } = await update({ input: { endpointId: id, status: isOn ? 'PAUSED' : 'ACTIVE' } });
    setProblem(problemOfAnswer(error, data?.webhookEndpointUpdate.userErrors));
    if (data?.webhookEndpointUpdate.endpoint) say(isOn ? texts.pausedNow : texts.resumedNow);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void change()}>
        {isOn ? texts.pause : texts.resume}
      </button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

const OVERLAPS = ['0', '3600', '86400', '604800'] as const;

type RotateProps = { endpointId: string; onClose: () => void; onRotated: (secret: string) => void };

function RotateDialog({ endpointId, onClose, onRotated }: RotateProps): ReactNode {
  const texts = useTexts(webhooksTexts);
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('86400');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, rotate] = useMutation(EndpointSecretRotate);
  const send = async (): Promise<void> => {
    const { data, error } = await rotate({ input: { endpointId, overlapSeconds: Number(overlap) } });
    const { secret = null, userErrors = [] } = data?.webhookEndpointSecretRotate ?? {};
    setProblem(problemOfAnswer(error, userErrors));
    if (secret === null) return;
    onRotated(secret);
    onClose();
  };
  return (
    <Dialog
      title={texts.rotateTitle}
      confirm={texts.rotate}
      cancel={texts.cancel}
      isBusy={fetching}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <SelectField
        path="overlapSeconds"
        label={texts.overlap}
        hint={texts.rotateHint}
        value={overlap}
        options={OVERLAPS.map((value) => ({ value, label: texts.overlaps[value] }))}
        onChange={setOverlap}
      />
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}

/** Ends an endpoint for good. */
export function DeleteButton({ endpointId }: { endpointId: string }): ReactNode {
  const { delete: label, deleteTitle, deletePoints, deleted, cancel } = useTexts(webhooksTexts);
  const say = useToast();
  const [{ fetching }, end] = useMutation(EndpointDelete);
  const act = async (): Promise<Problem | null> => {
    const { data, error } = await end({ input: { endpointId } });
    const found = problemOfAnswer(error, data?.webhookEndpointDelete.userErrors);
    if (found) return found;
    say(deleted);
    go({ page: 'endpoints' });
    return null;
  };
  return (
    <DangerButton label={label} title={deleteTitle} points={deletePoints} cancel={cancel} isBusy={fetching} act={act} />
  );
}
