import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type Endpoint, EndpointCreate, Endpoints, EndpointUpdate } from '../../generated/console.ts';
import { go, Link } from '../app/navigation.tsx';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { checkEndpoint, draftOf, emptyEndpoint, type EndpointDraft, endpointInputOf } from './endpoint-draft.ts';
import { EndpointFields } from './endpoint-fields.tsx';
import { endpointFormTexts } from './endpoint-form.texts.ts';
import { SecretPanel } from './secret-panel.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

/** Makes an endpoint, and shows its secret this once. */
export function NewEndpointPage(): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { create } = useTexts(endpointFormTexts);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const [, send] = useMutation(EndpointCreate);
  const save = async (draft: EndpointDraft): Promise<Saving> => {
    const { data, error } = await send({ input: endpointInputOf(draft) });
    const { endpoint = null, secret = null, userErrors = [] } = data?.webhookEndpointCreate ?? {};
    if (endpoint && secret !== null) setMade({ id: endpoint.id, secret });
    return { problem: error ? problemOf(error) : null, userErrors };
  };
  return (
    <Page title={texts.add} back={{ to: { page: 'endpoints' }, label: texts.backToList }}>
      {made === null ? (
        <EndpointForm first={emptyEndpoint} submit={create} save={save} />
      ) : (
        <div className="column">
          <SecretPanel secret={made.secret} />
          <Link to={{ page: 'endpoint', id: made.id }} className="button is-wide">
            {texts.toEndpoint}
          </Link>
        </div>
      )}
    </Page>
  );
}

/** Changes an endpoint; its secret stays. */
export function EditEndpointPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(webhooksTexts);
  const { edit } = useTexts(endpointFormTexts);
  // Asked anew: a form must not begin with what was.
  const [{ data, error, fetching }] = useQuery({ query: Endpoints, requestPolicy: 'network-only' });
  const endpoint = data?.webhookEndpoints.find((one) => one.id === id && one.format === 'JSON');
  return (
    <Page title={edit} back={{ to: { page: 'endpoint', id }, label: texts.backToEndpoint }}>
      {error && <ProblemNotice problem={problemOf(error)} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !endpoint && <Empty text={texts.notFound} />}
      {endpoint && <EditForm endpoint={endpoint} />}
    </Page>
  );
}

function EditForm({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const say = useToast();
  // The version that the form began with: what another has changed meanwhile is not overwritten.
  const [first] = useState(endpoint);
  const [, send] = useMutation(EndpointUpdate);
  const save = async (draft: EndpointDraft): Promise<Saving> => {
    const input = { endpointId: first.id, expectedVersion: first.version, ...endpointInputOf(draft) };
    const { data, error } = await send({ input });
    if (data?.webhookEndpointUpdate.endpoint) {
      say(texts.saved);
      go({ page: 'endpoint', id: first.id });
    }
    return { problem: error ? problemOf(error) : null, userErrors: data?.webhookEndpointUpdate.userErrors ?? [] };
  };
  return <EndpointForm first={draftOf(first)} submit={texts.save} save={save} />;
}

type Saving = { problem: Problem | null; userErrors: readonly { field: readonly string[]; message: string }[] };
type FormProps = { first: EndpointDraft; submit: string; save: (draft: EndpointDraft) => Promise<Saving> };

function EndpointForm({ first, submit, save }: FormProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const [draft, setDraft] = useState(first);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { faults, leftOver, refuse } = useRefusals();
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    const own = [...checkEndpoint(draft)];
    refuse(Object.fromEntries(own.map(([path, fault]) => [path, texts.faults[fault]])));
    if (own.length > 0) return;
    setBusy(true);
    const saving = await save(draft);
    setBusy(false);
    setProblem(saving.problem);
    refuse(faultsOf(saving.userErrors));
  };
  return (
    <FaultsContext value={faults}>
      <form className="column" noValidate onSubmit={(event) => void send(event)}>
        <EndpointFields draft={draft} change={(fields) => setDraft((before) => ({ ...before, ...fields }))} />
        <div className="form-actions">
          {problem && <ProblemNotice problem={problem} whenLost={texts.whenLost} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.busy : submit}
          </button>
        </div>
      </form>
    </FaultsContext>
  );
}

/** A fault of one type of the list stands at the list. */
const faultsOf = (userErrors: Saving['userErrors']): Faults =>
  Object.fromEntries(userErrors.map(({ field, message }) => [field[0] ?? '', message]));
