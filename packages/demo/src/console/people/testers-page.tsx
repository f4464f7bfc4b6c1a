import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Testers, TestersSet, type TestersData } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { isOpenid } from './openids.ts';
import { peopleTexts } from './people.texts.ts';

const MOST = 10;

/** Who may claim what is not approved yet; the same for all cards of the merchant. */
export function TestersPage(): ReactNode {
  const texts = useTexts(peopleTexts);
  const { may } = useDesk();
  const [{ data, error }, ask] = useQuery({ query: Testers, variables: {} });
  const { testers, faults, problem, isBusy, set } = useTestersSet(data?.cardTesters ?? []);
  const openids = testers.map(({ openid }) => openid);
  return (
    <Page title={texts.testers} back={{ to: { page: 'cards' }, label: texts.backToCards }}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && (
        <div className="column">
          <Section title={texts.testers} hint={texts.testersHint}>
            {problem && <ProblemNotice problem={problem} />}
            {testers.length === 0 && <Empty text={texts.noTesters} />}
            <ul className="history is-people">
              {testers.map((tester) => (
                <TesterLine
                  key={tester.openid}
                  tester={tester}
                  onRemove={
                    may('cards:write')
                      ? () => void set(openids.filter((openid) => openid !== tester.openid))
                      : undefined
                  }
                />
              ))}
            </ul>
            {may('cards:write') && (
              <FaultsContext value={faults}>
                <AddForm isBusy={isBusy} onAdd={(openid) => set([...openids, openid])} />
              </FaultsContext>
            )}
          </Section>
        </div>
      )}
    </Page>
  );
}

type Tester = TestersData['cardTesters'][number];

type Setting = {
  testers: readonly Tester[];
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  /** True when they are the testers now. */
  set: (openids: readonly string[]) => Promise<boolean>;
};

function useTestersSet(read: readonly Tester[]): Setting {
  const texts = useTexts(peopleTexts);
  const say = useToast();
  const [written, setWritten] = useState<readonly Tester[] | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(TestersSet);
  const set = async (openids: readonly string[]): Promise<boolean> => {
    if (!openids.every(isOpenid)) setFaults({ openid: texts.notOpenid });
    else if (openids.length > MOST) setFaults({ openid: texts.tooMany });
    else {
      const { data, error } = await send({ input: { openids } });
      setProblem(error ? problemOf(error) : null);
      const [refusal] = data?.cardTestersSet.userErrors ?? [];
      setFaults(refusal ? { openid: refusal.message } : {});
      const testers = data?.cardTestersSet.testers;
      if (!testers) return false;
      setWritten(testers);
      say(texts.saved);
      return true;
    }
    return false;
  };
  return { testers: written ?? read, faults, problem, isBusy: fetching, set };
}

function TesterLine({ tester, onRemove }: { tester: Tester; onRemove: (() => void) | undefined }): ReactNode {
  const texts = useTexts(peopleTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  return (
    <li>
      <code>{tester.openid}</code>
      <span className="hint">{texts.since(timeText(tester.createdAt, { timeZone, language }))}</span>
      {onRemove && (
        <button type="button" className="icon-button" aria-label={texts.remove(tester.openid)} onClick={onRemove}>
          <Icon name="trash" />
        </button>
      )}
    </li>
  );
}

function AddForm({ isBusy, onAdd }: { isBusy: boolean; onAdd: (openid: string) => Promise<boolean> }): ReactNode {
  const texts = useTexts(peopleTexts);
  const [openid, setOpenid] = useState('');
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await onAdd(openid.trim())) setOpenid('');
  };
  return (
    <form className="password-form" onSubmit={(event) => void send(event)} noValidate>
      <TextField
        path="openid"
        label={texts.addTester}
        value={openid}
        onChange={setOpenid}
        placeholder="openid"
        autoComplete="off"
      />
      <button className="button" disabled={isBusy}>
        {isBusy ? texts.busy : texts.add}
      </button>
    </form>
  );
}
