import { type ReactNode, useState } from 'react';
import { Link } from '../app/navigation.tsx';
import { saveFile } from '../data/save-file.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { DropPlace } from '../ui/drop-place.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { importStoresTexts } from './import.texts.ts';
import { headingsOf, storeTemplate } from './store-template.ts';
import { StoresReportView } from './stores-report.tsx';
import { storesFaultText } from './stores-fault-text.ts';
import { type StoresFault, type StoresReport, uploadStores } from './upload-stores.ts';

/** `checked`: the file was looked at, and nothing was added. */
type State =
  | { is: 'waiting'; fault: StoresFault | null }
  | { is: 'busy'; file: File; isDryRun: boolean }
  | { is: 'checked' | 'done'; file: File; report: StoresReport };

/** Many stores from one file: a trial first, then for good. */
export function ImportStoresPage(): ReactNode {
  const texts = useTexts(importStoresTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [state, setState] = useState<State>({ is: 'waiting', fault: null });
  const send = async (file: File, isDryRun: boolean): Promise<void> => {
    setState({ is: 'busy', file, isDryRun });
    const sent = await uploadStores(file, { isDryRun, caller: { appId: merchant.appId, language } });
    if ('fault' in sent) return setState({ is: 'waiting', fault: sent });
    setState({ is: isDryRun ? 'checked' : 'done', file, report: sent });
  };
  return (
    <Page title={texts.title} back={{ to: { page: 'stores' }, label: texts.back }}>
      <div className="column">
        {state.is !== 'done' && <Template />}
        {state.is === 'waiting' && (
          <Section title={texts.file} hint={texts.fileHint}>
            <DropPlace
              choose={texts.choose}
              hint={texts.drop}
              accept=".csv,text/csv"
              fault={state.fault && storesFaultText(state.fault, language)}
              onFile={(file) => file && void send(file, true)}
            />
          </Section>
        )}
        {state.is === 'busy' && (
          <section className="panel" role="status">
            <h2>{state.file.name}</h2>
            <p className="hint">{state.isDryRun ? texts.checking : texts.running}</p>
          </section>
        )}
        {state.is === 'checked' && (
          <Checked
            file={state.file}
            report={state.report}
            onRun={() => void send(state.file, false)}
            onOther={() => setState({ is: 'waiting', fault: null })}
          />
        )}
        {state.is === 'done' && <Done report={state.report} />}
      </div>
    </Page>
  );
}

function Template(): ReactNode {
  const texts = useTexts(importStoresTexts);
  const { language } = useLanguage();
  const save = (): void => saveFile(new Blob([storeTemplate(language)], { type: 'text/csv' }), texts.fileName);
  return (
    <Section title={texts.template} hint={texts.templateHint}>
      <dl className="columns">
        <dt>{texts.required}</dt>
        <Columns names={headingsOf('required', language)} />
        <dt>{texts.optional}</dt>
        <Columns names={headingsOf('optional', language)} />
      </dl>
      <button type="button" className="button" onClick={save}>
        {texts.download}
      </button>
    </Section>
  );
}

function Columns({ names }: { names: readonly string[] }): ReactNode {
  return (
    <dd>
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </dd>
  );
}

type CheckedProps = { file: File; report: StoresReport; onRun: () => void; onOther: () => void };

function Checked({ file, report, onRun, onOther }: CheckedProps): ReactNode {
  const texts = useTexts(importStoresTexts);
  return (
    <>
      <Section title={`${texts.checked} · ${file.name}`} hint={texts.nothingYet}>
        <Figures report={report} added={texts.willAdd} />
        {report.addedCount === 0 && <p className="fault">{texts.noneToAdd}</p>}
        <div className="segments">
          {report.addedCount > 0 && (
            <button type="button" className="button is-primary" onClick={onRun}>
              {texts.run(report.addedCount)}
            </button>
          )}
          <button type="button" className="button" onClick={onOther}>
            {texts.other}
          </button>
        </div>
      </Section>
      <StoresReportView report={report} isTrial />
    </>
  );
}

function Done({ report }: { report: StoresReport }): ReactNode {
  const texts = useTexts(importStoresTexts);
  return (
    <>
      <Section title={texts.done} hint={texts.doneHint(report.addedCount)}>
        <Figures report={report} added={texts.added} />
        <Link to={{ page: 'stores' }} className="button is-primary">
          {texts.toStores}
        </Link>
      </Section>
      <StoresReportView report={report} isTrial={false} />
    </>
  );
}

function Figures({ report, added }: { report: StoresReport; added: string }): ReactNode {
  const texts = useTexts(importStoresTexts);
  const figures = [
    [texts.rows, report.rowCount],
    [added, report.addedCount],
    [texts.duplicate, report.duplicateCount],
    [texts.failed, report.failedCount],
  ] as const;
  return (
    <dl className="figures is-many">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
