import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { PasswordSet } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { inBothLanguages, useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { useProblemText } from '../ui/notice.tsx';
import { FoldedSection } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';

const texts = inBothLanguages(
  {
    title: '设置密码',
    current: '当前密码',
    currentHint: '登录后 15 分钟内可留空。',
    next: '新密码',
    nextHint: '10 到 200 个字符。',
    submit: '保存密码',
    done: '密码已保存，其他设备上的登录已退出。',
    wrong: '当前密码不正确；若登录已超过 15 分钟，请填写当前密码，或用新的登录链接重新登录。',
  },
  {
    title: 'Set a password',
    current: 'Current password',
    currentHint: 'May be empty within 15 minutes after signing in.',
    next: 'New password',
    nextHint: '10 to 200 characters.',
    submit: 'Save the password',
    done: 'Saved. Sessions on other devices have ended.',
    wrong:
      'The current password is wrong. Later than 15 minutes after signing in it is needed; a new sign-in link helps.',
  },
);

/** One's own password, for those who came by a link. */
export function PasswordForm(): ReactNode {
  const words = useTexts(texts);
  const textOf = useProblemText();
  const say = useToast();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [{ fetching }, set] = useMutation(PasswordSet);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = { password, currentPassword: current === '' ? null : current };
    const { data, error } = await set({ input });
    if (error) return setFaults({ password: textOf(problemOf(error)) });
    const [refusal] = data?.passwordSet.userErrors ?? [];
    if (refusal) return setFaults(faultOf(refusal, words.wrong));
    setFaults({});
    setCurrent('');
    setPassword('');
    say(words.done);
  };
  return (
    <FoldedSection title={words.title} isFilled={false} paths={[]}>
      <FaultsContext value={faults}>
        <form className="password-form" onSubmit={(event) => void send(event)}>
          <TextField
            path="currentPassword"
            label={words.current}
            hint={words.currentHint}
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
          <TextField
            path="password"
            label={words.next}
            hint={words.nextHint}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
          <button className="button" disabled={fetching}>
            {words.submit}
          </button>
        </form>
      </FaultsContext>
    </FoldedSection>
  );
}

type Refused = { code: string; field: readonly string[]; message: string };

const faultOf = ({ code, field, message }: Refused, wrong: string): Faults =>
  code === 'UNAUTHENTICATED' ? { currentPassword: wrong } : { [field[0] ?? 'password']: message };
