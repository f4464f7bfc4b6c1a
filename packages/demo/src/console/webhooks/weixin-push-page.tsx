import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { type Push, PushSet, type PushSetData, PushSettings } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { PAGE_SCOPES } from '../app/page-scopes.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { EndpointTrouble } from './endpoint-state.tsx';
import { checkPush, type PushDraft, pushDraftOf, pushInputOf } from './push-draft.ts';
import { PushFields } from './push-fields.tsx';
import { webhooksTexts } from './webhooks.texts.ts';
import { weixinPushTexts } from './weixin-push.texts.ts';

/** Where and how events are pushed as the old platform pushes them (contract §10). */
export function WeixinPushPage(): ReactNode {
  const texts = useTexts(weixinPushTexts);
  const { backToList, loading } = useTexts(webhooksTexts);
  const { may } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: PushSettings });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const push = data?.weixinPush ?? null;
  const maySet = PAGE_SCOPES.newEndpoint.every(may);
  return (
    <Page title={texts.title} back={{ to: { page: 'endpoints' }, label: backToList }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {!data && fetching && <p className="hint">{loading}</p>}
      {data && (
        <div className="column">
          <p className="hint">{texts.hint}</p>
          {push && <EndpointTrouble endpoint={push.endpoint} />}
          {push && (
            <Link to={{ page: 'endpoint', id: push.endpoint.id }} className="button">
              {texts.log}
            </Link>
          )}
          {maySet ? <PushForm push={push} onSet={askAgain} /> : <PushFacts push={push} />}
        </div>
      )}
    </Page>
  );
}

function PushFacts({ push }: { push: Push | null }): ReactNode {
  const texts = useTexts(weixinPushTexts);
  if (push === null) return <Empty text={texts.notSet} />;
  return (
    <Facts title={texts.title}>
      <Fact name={texts.state}>{push.isOn ? texts.on : texts.off}</Fact>
      <Fact name={texts.url}>{push.url}</Fact>
      <Fact name={texts.mode}>{texts.modes[push.mode]}</Fact>
    </Facts>
  );
}

function PushForm({ push, onSet }: { push: Push | null; onSet: () => void }): ReactNode {
  const texts = useTexts(weixinPushTexts);
  const [draft, setDraft] = useState<PushDraft>(() => pushDraftOf(push));
  const change = (fields: Partial<PushDraft>): void => setDraft((before) => ({ ...before, ...fields }));
  const { faults, leftOver, problem, isBusy, set } = usePushSet(push === null);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    // What is kept is not shown: the controls are empty again.
    if (!(await set(draft))) return;
    change({ token: '', encodingAesKey: '' });
    onSet();
  };
  return (
    <FaultsContext value={faults}>
      <form className="column" noValidate onSubmit={(event) => void send(event)}>
        <PushFields draft={draft} isFirst={push === null} change={change} />
        <div className="form-actions">
          {problem && <ProblemNotice problem={problem} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.busy : draft.isOn ? texts.submitOn : texts.submit}
          </button>
        </div>
      </form>
    </FaultsContext>
  );
}

type Setting = {
  faults: Faults;
  leftOver: Problem | null;
  problem: Problem | null;
  isBusy: boolean;
  /** True when it is set. */
  set: (draft: PushDraft) => Promise<boolean>;
};

function usePushSet(isFirst: boolean): Setting {
  const texts = useTexts(weixinPushTexts);
  const say = useToast();
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const wordsOf = useRefusalWords();
  const [{ fetching }, send] = useMutation(PushSet);
  const set = async (draft: PushDraft): Promise<boolean> => {
    setProblem(null);
    const own = [...checkPush(draft, isFirst)];
    refuse(Object.fromEntries(own.map(([path, fault]) => [path, texts.faults[fault]])));
    if (own.length > 0) return false;
    const { data, error } = await send({ input: pushInputOf(draft) });
    if (error) setProblem(problemOf(error));
    const { push = null, userErrors = [] } = data?.weixinPushSet ?? {};
    refuse(Object.fromEntries(userErrors.map((refusal) => [refusal.field[0] ?? '', wordsOf(refusal)])));
    if (push === null) return false;
    say(push.isOn ? texts.savedOn : texts.saved);
    return true;
  };
  return { faults, leftOver, problem, isBusy: fetching, set };
}

type Refusal = PushSetData['weixinPushSet']['userErrors'][number];

/** Of a handshake that failed: what came instead of the echo. */
function useRefusalWords(): (refusal: Refusal) => string {
  const texts = useTexts(weixinPushTexts);
  const faults: Readonly<Record<string, string>> = useTexts(webhooksTexts).faults;
  return (refusal) => {
    if (!('sendFault' in refusal)) return refusal.message;
    const { statusCode, sendFault } = refusal;
    const why =
      statusCode === null
        ? texts.handshakeFault(faults[sendFault ?? ''] ?? sendFault ?? '')
        : texts.handshakeStatus(statusCode);
    return texts.handshake(why);
  };
}
