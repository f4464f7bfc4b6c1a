import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ImportCancel, ImportDetail, ImportFeed, type ImportRow } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useLive } from '../data/use-live.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { codesTexts } from './codes.texts.ts';
import { ImportProblemList } from './import-problem-list.tsx';

const isOver = ({ status }: ImportRow): boolean => ['DONE', 'CANCELLED', 'FAILED'].includes(status);

/** One import, as it goes on. */
export function ImportPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const [{ data, error }, ask] = useQuery({ query: ImportDetail, variables: { id }, requestPolicy: 'network-only' });
  const read = data?.import;
  const back = read
    ? { to: { page: 'cardCodes', id: read.card.id } as const, label: texts.backToCodes }
    : { to: { page: 'cards' } as const, label: texts.back };
  return (
    <Page title={read?.fileName ?? texts.importTitle} back={back}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && !read && <Empty text={texts.notFound} />}
      {read && <Going read={read} />}
    </Page>
  );
}

/** What was read, then every newer figure. Rows only ever grow, so an answer that comes late is told apart. */
function Going({ read }: { read: ImportRow }): ReactNode {
  const [live, setLive] = useState(read);
  const row = isOver(live) || live.doneCount >= read.doneCount ? live : read;
  useLive({
    document: ImportFeed,
    variables: { id: read.id },
    isPaused: isOver(row),
    onEvent: ({ importProgress: event }) => {
      setLive(event.import);
      return event.cursor;
    },
  });
  return (
    <div className="column">
      <Progress row={row} onCancelled={setLive} />
      {isOver(row) && <ImportProblemList importId={row.id} />}
    </div>
  );
}

function Progress({ row, onCancelled }: { row: ImportRow; onCancelled: (row: ImportRow) => void }): ReactNode {
  const texts = useTexts(codesTexts);
  const { may } = useDesk();
  const { status, doneCount, rowCount } = row;
  return (
    <section className="panel">
      <h2>
        {texts.progress}
        <span className={`tag is-import-${status.toLowerCase()}`}>{texts.statuses[status]}</span>
      </h2>
      <div className="progress" role="status">
        <progress max={Math.max(rowCount, 1)} value={doneCount} aria-label={texts.progress} />
        <span className="hint">{texts.rows(doneCount, rowCount)}</span>
      </div>
      <dl className="figures">
        <Figure name={texts.added} value={row.addedCount} />
        <Figure name={texts.duplicate} value={row.duplicateCount} />
        <Figure name={texts.failed} value={row.failedCount} />
      </dl>
      {row.failure !== null && <p className="fault">{texts.failure(row.failure)}</p>}
      {!isOver(row) && may('codes:write') && <CancelButton id={row.id} onCancelled={onCancelled} />}
    </section>
  );
}

function Figure({ name, value }: { name: string; value: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function CancelButton({ id, onCancelled }: { id: string; onCancelled: (row: ImportRow) => void }): ReactNode {
  const texts = useTexts(codesTexts);
  const say = useToast();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, cancel] = useMutation(ImportCancel);
  const send = async (): Promise<void> => {
    const { data, error } = await cancel({ input: { id } });
    if (error) return setProblem(problemOf(error));
    const [refusal] = data?.importCancel.userErrors ?? [];
    if (refusal) say(refusal.message);
    const row = data?.importCancel.import;
    if (!row) return;
    onCancelled(row);
    say(texts.cancelled);
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" className="button is-danger" disabled={fetching} onClick={() => void send()}>
        {texts.cancel}
      </button>
      <p className="hint">{texts.cancelHint}</p>
    </>
  );
}
