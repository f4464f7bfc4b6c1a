import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { ImportProblems } from '../../generated/console.ts';
import { fetchInTime } from '../data/client.ts';
import { callHeaders } from '../data/headers.ts';
import { saveFile } from '../data/save-file.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { Empty } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { codesTexts } from './codes.texts.ts';

/** Rows that were not added, in the order of the file. */
export function ImportProblemList({ importId }: { importId: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const [{ data }] = useQuery({
    query: ImportProblems,
    variables: { id: importId },
    requestPolicy: 'network-only',
  });
  const count = data?.import?.problems.count;
  return (
    <section className="panel">
      <h2>
        {texts.problems}
        {count && <span className="tag">{countText(count)}</span>}
      </h2>
      {count?.value === 0 && <Empty text={texts.noProblems} />}
      {count !== undefined && count.value > 0 && (
        <>
          <DownloadButton importId={importId} />
          <div className="table-frame" tabIndex={0} role="group" aria-label={texts.problems}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{texts.row}</th>
                  <th scope="col">{texts.value}</th>
                  <th scope="col">{texts.reason}</th>
                </tr>
              </thead>
              {pages.map((after, index) => (
                <ProblemRows
                  key={after ?? ''}
                  importId={importId}
                  after={after}
                  isLast={index === pages.length - 1}
                  onMore={(next) => setPages([...pages, next])}
                />
              ))}
            </table>
          </div>
        </>
      )}
    </section>
  );
}

type RowsProps = { importId: string; after: string | null; isLast: boolean; onMore: (after: string) => void };

function ProblemRows({ importId, after, isLast, onMore }: RowsProps): ReactNode {
  const texts = useTexts(codesTexts);
  const [{ data }] = useQuery({ query: ImportProblems, variables: { id: importId, after } });
  const problems = data?.import?.problems;
  if (!problems) return null;
  const { endCursor, hasNextPage } = problems.pageInfo;
  return (
    <tbody>
      {problems.nodes.map(({ row, value, reason }) => (
        <tr key={row}>
          <td>{row}</td>
          <td>
            <code>{value}</code>
          </td>
          <td>{texts.reasons[reason]}</td>
        </tr>
      ))}
      {isLast && hasNextPage && endCursor !== null && (
        <tr>
          <td colSpan={3}>
            <button type="button" className="button is-small" onClick={() => onMore(endCursor)}>
              {texts.more}
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** By a call and not by a link: only a call can say which merchant is meant. */
function DownloadButton({ importId }: { importId: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const say = useToast();
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const download = async (): Promise<void> => {
    try {
      const headers = callHeaders({ appId: merchant.appId, language });
      const response = await fetchInTime(`/imports/${importId}/problems.csv`, { headers });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      saveFile(await response.blob(), `${importId}-problems.csv`);
    } catch {
      say(texts.downloadFailed); // Told to the person, who may try again.
    }
  };
  return (
    <button type="button" className="button is-small" onClick={() => void download()}>
      {texts.download}
    </button>
  );
}
