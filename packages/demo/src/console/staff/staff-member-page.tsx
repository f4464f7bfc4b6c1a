import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  type Invitation,
  StaffDetail,
  type StaffFields as Member,
  StaffInvite,
  StaffRemove,
  StaffUpdate,
} from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { type Problem, problemOf, problemOfAnswer } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { DangerButton } from '../ui/danger-button.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusals } from '../ui/use-refusals.ts';
import { InvitationPanel } from './invitation-panel.tsx';
import { RoleTags } from './role-tags.tsx';
import { SessionList } from './session-list.tsx';
import { checkStaff, draftOfStaff, type StaffDraft, staffInputOf } from './staff-draft.ts';
import { StaffFields } from './staff-fields.tsx';
import { staffTexts } from './staff.texts.ts';

/** Somebody of the staff: what they do, where they are signed in, and the way in for another phone. */
export function StaffMemberPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(staffTexts);
  const { viewer } = useDesk();
  const [{ data, error, fetching }, ask] = useQuery({ query: StaffDetail, variables: { id } });
  const member = data?.staffMember;
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  // Nobody changes, invites or removes themselves.
  const isOneself = viewer.person?.id === id;
  return (
    <Page title={member?.name ?? texts.title} back={{ to: { page: 'staff' }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data && !member && <Empty text={texts.notFound} />}
      {member && (
        <div className="column">
          <MemberFacts member={member} />
          <SessionList member={member} onChanged={askAgain} />
          {!isOneself && (
            <>
              <InviteSection member={member} />
              <EditForm key={JSON.stringify(draftOfStaff(member))} member={member} onChanged={askAgain} />
              <RemoveButton member={member} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function MemberFacts({ member }: { member: Member }): ReactNode {
  const texts = useTexts(staffTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const time = (iso: string | null): string => (iso === null ? texts.never : timeText(iso, { timeZone, language }));
  return (
    <Facts title={texts.title}>
      <Fact name={texts.roles}>
        <RoleTags roles={member.roles} />
      </Fact>
      <Fact name={texts.stores}>
        {member.isEveryStore ? texts.everyStore : member.stores.map(({ name }) => name).join('、')}
      </Fact>
      <Fact name={texts.loginFact}>{member.login}</Fact>
      <Fact name={texts.addedAt}>{time(member.addedAt)}</Fact>
      <Fact name={texts.lastSeen}>{time(member.lastSeenAt)}</Fact>
    </Facts>
  );
}

function InviteSection({ member }: { member: Member }): ReactNode {
  const texts = useTexts(staffTexts);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, invite] = useMutation(StaffInvite);
  const send = async (): Promise<void> => {
    const { data, error } = await invite({ input: { staffId: member.id } });
    setProblem(problemOfAnswer(error, data?.staffInvite.userErrors));
    setInvitation(data?.staffInvite.invitation ?? null);
  };
  if (invitation) return <InvitationPanel name={member.name} invitation={invitation} />;
  return (
    <Section title={texts.invitation} hint={texts.invitationHint}>
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" className="button" disabled={fetching} onClick={() => void send()}>
        {texts.invite}
      </button>
    </Section>
  );
}

function EditForm({ member, onChanged }: { member: Member; onChanged: () => void }): ReactNode {
  const texts = useTexts(staffTexts);
  const say = useToast();
  const [draft, setDraft] = useState(() => draftOfStaff(member));
  const { faults, leftOver, refuse } = useRefusals();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, update] = useMutation(StaffUpdate);
  const change = (changes: Partial<StaffDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    const own = Object.entries(checkStaff(draft)).map(([field, fault]) => [field, texts[fault]] as const);
    refuse(Object.fromEntries(own));
    if (own.length > 0) return;
    const { data, error } = await update({ input: { staffId: member.id, ...staffInputOf(draft) } });
    if (error) setProblem(problemOf(error));
    if (!data) return;
    const { staffMember, userErrors } = data.staffUpdate;
    refuse(Object.fromEntries(userErrors.map(({ field, message }) => [field[0] ?? '', message])));
    if (!staffMember) return;
    say(texts.saved);
    onChanged();
  };
  return (
    <FaultsContext value={faults}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <Section title={texts.edit}>
          <StaffFields draft={draft} onChange={change} />
          {problem && <ProblemNotice problem={problem} />}
          {leftOver && <ProblemNotice problem={leftOver} />}
          <button className="button is-primary" disabled={fetching}>
            {fetching ? texts.busy : texts.save}
          </button>
        </Section>
      </form>
    </FaultsContext>
  );
}

function RemoveButton({ member }: { member: Member }): ReactNode {
  const texts = useTexts(staffTexts);
  const say = useToast();
  const [{ fetching }, remove] = useMutation(StaffRemove);
  const act = async (): Promise<Problem | null> => {
    const { data, error } = await remove({ input: { staffId: member.id } });
    const found = problemOfAnswer(error, data?.staffRemove.userErrors);
    if (found) return found;
    say(texts.removed(member.name));
    go({ page: 'staff' });
    return null;
  };
  return (
    <DangerButton
      label={texts.remove}
      title={texts.removeTitle}
      points={texts.removePoints}
      cancel={texts.cancel}
      isBusy={fetching}
      act={act}
    />
  );
}
