import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useClient } from 'urql';
import { SignatureExplain, type SignatureExplainData } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { RadioField } from '../ui/choice-fields.tsx';
import { fieldId, type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { FormSwitchPanel } from './form-switch-panel.tsx';
import type { Asked } from './marked-text.ts';
import { emptyQuestion, type Form, FORMS, inputOf, missingIn, type Question } from './question.ts';
import { CardExtFields, CardSignFields, PageFields, SignedText } from './question-fields.tsx';
import { signaturesTexts } from './signatures.texts.ts';
import { Verdict } from './verdict.tsx';

type Found = { asked: Asked; explanation: SignatureExplainData['signatureExplain'] };

/** The signature doctor: what was sent goes in, which part of it is wrong comes out. */
export function DoctorPage(): ReactNode {
  const texts = useTexts(signaturesTexts);
  const [form, setForm] = useState<Form>('cardExt');
  const [question, setQuestion] = useState(emptyQuestion);
  const [faults, setFaults] = useState<Faults>({});
  const { ask, found, problem, isBusy, forget } = useDoctor();

  const choose = (next: Form): void => {
    setForm(next);
    setFaults({});
    forget();
  };
  const change = (fields: Partial<Question>): void => setQuestion((before) => ({ ...before, ...fields }));
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const missing = missingIn(form, question);
    setFaults(Object.fromEntries(missing.map((name) => [name, texts.missing])));
    const [first] = missing;
    if (first !== undefined) return document.getElementById(fieldId(first))?.focus();
    await ask(form, question);
  };
  const fields = { question, change };
  return (
    <Page title={texts.title} back={{ to: { page: 'me' }, label: texts.back }}>
      <div className="column">
        <p className="hint">{texts.about}</p>
        <FaultsContext value={faults}>
          <form className="column" noValidate onSubmit={(event) => void send(event)}>
            <Section title={texts.sent}>
              <RadioField
                path="form"
                label={texts.form}
                value={form}
                onChange={choose}
                options={FORMS.map((value) => ({ value, label: texts.forms[value] }))}
              />
              {form === 'cardExt' && <CardExtFields {...fields} />}
              {form === 'page' && <PageFields {...fields} />}
              {form === 'cardSign' && <CardSignFields {...fields} />}
              <SignedText {...fields} />
              <button className="button is-primary" disabled={isBusy}>
                {isBusy ? texts.asking : texts.ask}
              </button>
            </Section>
          </form>
        </FaultsContext>
        {problem && <ProblemNotice problem={problem} />}
        {found && <Verdict asked={found.asked} explanation={found.explanation} />}
        <FormSwitchPanel />
      </div>
    </Page>
  );
}

type Doctor = {
  ask: (form: Form, question: Question) => Promise<void>;
  found: Found | null;
  problem: Problem | null;
  isBusy: boolean;
  forget: () => void;
};

/** Asks the server, and keeps the question beside its answer: fields may change meanwhile. */
function useDoctor(): Doctor {
  const client = useClient();
  const { merchant } = useDesk();
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask: Doctor['ask'] = async (form, question) => {
    setBusy(true);
    const variables = { input: inputOf(form, question) };
    const { data, error } = await client
      .query(SignatureExplain, variables, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setProblem(error ? problemOf(error) : null);
    setFound(data ? { asked: { form, question, appId: merchant.appId }, explanation: data.signatureExplain } : null);
  };
  const forget = (): void => {
    setFound(null);
    setProblem(null);
  };
  return { ask, found, problem, isBusy, forget };
}
