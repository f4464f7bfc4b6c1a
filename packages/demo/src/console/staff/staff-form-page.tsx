import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type Invitation, StaffAdd, type StaffRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { checkStaff, emptyStaff, type StaffDraft, staffInputOf } from './staff-draft.ts';
import { StaffFields } from './staff-fields.tsx';
import { staffTexts } from './staff.texts.ts';

type Added = { member: StaffRow; invitation: Invitation | null };

/** Makes somebody staff, and shows the way in for their phone. */
export function StaffFormPage(): ReactNode {
  const texts = useTexts(staffTexts);
  const [added, setAdded] = useState<Added | null>(null);
  return (
    <Page title={texts.add} back={{ to: { page: 'staff' }, label: texts.back }}>
      <div className="column">
        {added === null ? (
          <AddForm onAdded={setAdded} />
        ) : (
          <>
            {added.invitation && <InvitationPanel name={added.member.name} invitation={added.invitation} />}
            <Link to={{ page: 'staffMember', id: added.member.id }} className="button is-wide">
              {texts.toMember}
            </Link>
          </>
        )}
      </div>
    </Page>
  );
}

function AddForm({ onAdded }: { onAdded: (added: Added) => void }): ReactNode {
  const texts = useTexts(staffTexts);
  const [draft, setDraft] = useState(emptyStaff);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, add] = useMutation(StaffAdd);
  const change = (changes: Partial<StaffDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    const own = Object.entries(checkStaff(draft)).map(([field, fault]) => [field, texts[fault]] as const);
    refuse(Object.fromEntries(own));
    if (own.length > 0) return;
    const login = draft.login.trim() === '' ? {} : { login: draft.login.trim() };
    const { data, error } = await add({ input: { ...staffInputOf(draft), ...login, idempotencyKey } });
    if (error) setProblem(problemOf(error));
    if (!data) return;
    const { staffMember, invitation, userErrors } = data.staffAdd;
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [field[0] ?? '', message])));
    if (staffMember) onAdded({ member: staffMember, invitation });
  };
  return (
    <FaultsContext value={faults}>
      <form className="column" noValidate onSubmit={(event) => void send(event)}>
        <Section title={texts.add}>
          <StaffFields draft={draft} onChange={change} />
          <TextField
            path="login"
            label={texts.login}
            hint={texts.loginHint}
            value={draft.login}
            onChange={(login) => change({ login })}
            autoComplete="off"
          />
        </Section>
        <div className="form-actions">
          {problem && <ProblemNotice problem={problem} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          <button className="button is-primary" disabled={fetching}>
            {fetching ? texts.busy : texts.submit}
          </button>
        </div>
      </form>
    </FaultsContext>
  );
}
