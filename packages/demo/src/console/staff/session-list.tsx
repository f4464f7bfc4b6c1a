import { type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import { type StaffFields as Member, StaffSessionRevoke } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { minuteText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { useToast } from '../ui/toast.tsx';
import { staffTexts } from './staff.texts.ts';

type Session = Member['sessions'][number];

/** Where somebody is signed in; each can be ended at once. */
export function SessionList({ member, onChanged }: { member: Member; onChanged: () => void }): ReactNode {
  const texts = useTexts(staffTexts);
  return (
    <Section title={texts.sessions} hint={texts.sessionsHint}>
      {member.sessions.length === 0 && <p className="hint">{texts.noSessions}</p>}
      <ul className="till-list" role="list">
        {member.sessions.map((session) => (
          <SessionLine key={session.id} session={session} onChanged={onChanged} />
        ))}
      </ul>
    </Section>
  );
}

function SessionLine({ session, onChanged }: { session: Session; onChanged: () => void }): ReactNode {
  const texts = useTexts(staffTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const [isAsking, setAsking] = useState(false);
  const time = (iso: string): string => minuteText(iso, { timeZone, language });
  const tags = [
    session.isCurrent ? texts.current : null,
    session.isPhone ? texts.phone : null,
    session.hasDeviceKey ? texts.deviceKey : null,
  ].filter((tag) => tag !== null);
  const name = session.device ?? texts.device;
  return (
    <li className="till-line">
      <div className="till-line-head">
        <strong>{name}</strong>
        <span>
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </span>
      </div>
      <p className="hint">
        {texts.lastUsed(time(session.lastUsedAt ?? session.signedInAt))} · {texts.until(time(session.expiresAt))}
      </p>
      <button
        type="button"
        className="button is-small is-danger"
        aria-label={`${texts.revoke} ${name}`}
        onClick={() => setAsking(true)}
      >
        {texts.revoke}
      </button>
      {isAsking && <RevokeDialog id={session.id} onClose={() => setAsking(false)} onDone={onChanged} />}
    </li>
  );
}

type RevokeProps = { id: string; onClose: () => void; onDone: () => void };

function RevokeDialog({ id, onClose, onDone }: RevokeProps): ReactNode {
  const texts = useTexts(staffTexts);
  const say = useToast();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, revoke] = useMutation(StaffSessionRevoke);
  const send = async (): Promise<void> => {
    const { data, error } = await revoke({ input: { sessionId: id } });
    const [refusal] = data?.staffSessionRevoke.userErrors ?? [];
    if (error) return setProblem(problemOf(error));
    if (refusal) return setProblem({ ...refusal, requestId: null });
    say(texts.revoked);
    onClose();
    onDone();
  };
  return (
    <Dialog
      title={texts.revokeTitle}
      confirm={texts.revoke}
      cancel={texts.cancel}
      isDestroying
      isBusy={fetching}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <ul>
        {texts.revokePoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
