import { type ReactNode, useState } from 'react';
import { Link } from '../app/navigation.tsx';
import { useTexts } from '../language/language.tsx';
import { Switch } from '../ui/choice-fields.tsx';
import { Empty } from '../ui/notice.tsx';
import { importStoresTexts } from './import.texts.ts';
import type { StoreRowReport, StoresReport } from './upload-stores.ts';

/** A browser shows so many rows at once without growing slow. */
const SHOWN = 300;
const TONES = { ADDED: 'approved', DUPLICATE: 'superseded', FAILED: 'rejected' } as const;

/** What became of each row of the file; begins with those that were not added, if there are any. */
export function StoresReportView({ report, isTrial }: { report: StoresReport; isTrial: boolean }): ReactNode {
  const texts = useTexts(importStoresTexts);
  const [hasOnlyProblems, setOnlyProblems] = useState(report.failedCount + report.duplicateCount > 0);
  const rows = hasOnlyProblems ? report.rows.filter(({ outcome }) => outcome !== 'ADDED') : report.rows;
  return (
    <section className="panel">
      <h2>{texts.report}</h2>
      <Switch label={texts.onlyProblems} isOn={hasOnlyProblems} onChange={setOnlyProblems} />
      {rows.length === 0 && <Empty text={texts.noProblems} />}
      {rows.length > 0 && (
        <div className="table-frame" tabIndex={0} role="group" aria-label={texts.report}>
          <table className="table is-report">
            <thead>
              <tr>
                <th scope="col">{texts.row}</th>
                <th scope="col">{texts.outcome}</th>
                <th scope="col">{texts.field}</th>
                <th scope="col">{texts.message}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <ReportRow key={row.row} row={row} isTrial={isTrial} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > SHOWN && <p className="hint">{texts.more(rows.length - SHOWN)}</p>}
    </section>
  );
}

/** What is wrong with a row: by its column where that says more, by its name, else as the server says it. */
function wordsFor({ field, fault, message }: StoreRowReport, texts: (typeof importStoresTexts)['en']): string | null {
  const ofColumn = fault === 'INVALID' ? texts.columnFaults[field ?? ''] : undefined;
  return ofColumn ?? texts.rowFaults[fault ?? ''] ?? message;
}

function ReportRow({ row, isTrial }: { row: StoreRowReport; isTrial: boolean }): ReactNode {
  const texts = useTexts(importStoresTexts);
  const words = isTrial ? texts.checkedOutcomes : texts.outcomes;
  return (
    <tr>
      <td>{row.row}</td>
      <td>
        <span className={`tag is-${TONES[row.outcome]}`}>{words[row.outcome]}</span>
      </td>
      <td>{row.column !== null && <code>{row.column}</code>}</td>
      <td>
        {row.outcome === 'FAILED' && wordsFor(row, texts)}
        {row.sameRow !== null && texts.sameRow(row.sameRow)}
        {row.storeId !== null && (
          <Link to={{ page: 'store', id: row.storeId }}>{row.outcome === 'ADDED' ? texts.store : texts.sameStore}</Link>
        )}
      </td>
    </tr>
  );
}
