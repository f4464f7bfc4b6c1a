import { type SubmitEvent, type ReactNode, useState } from 'react';
import { useLanguage, useTexts } from '../language/language.tsx';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { TextField } from '../ui/text-field.tsx';
import { sessionTexts } from './session.texts.ts';
import { signIn, type SignInOutcome } from './sign-in.ts';

/** What nobody's browser shows. Children stand above the form. */
export function SignInPage({ onSignedIn, children }: { onSignedIn: () => void; children?: ReactNode }): ReactNode {
  const texts = useTexts(sessionTexts);
  const { language } = useLanguage();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [outcome, setOutcome] = useState<SignInOutcome | 'busy' | null>(null);

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setOutcome('busy');
    const came = await signIn({ login, password }, language);
    setOutcome(came);
    if (came === 'done') onSignedIn();
  };
  const isRefusal = outcome === 'refused' || outcome === 'throttled' || outcome === 'failed';
  return (
    <main className="gate">
      <form className="gate-card" onSubmit={(event) => void send(event)}>
        <GateHead title={texts.title} text={texts.slogan} />
        {children}
        <TextField
          path="login"
          label={texts.login}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          isRequired
        />
        <TextField
          path="password"
          label={texts.password}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isRequired
        />
        <p className="fault" role="alert">
          {isRefusal ? texts[outcome] : ''}
        </p>
        <button className="button is-primary is-wide" disabled={outcome === 'busy'}>
          {outcome === 'busy' ? texts.signingIn : texts.signIn}
        </button>
        <p className="hint">{texts.linkHint}</p>
        <LanguageSwitch />
      </form>
    </main>
  );
}

export function GateHead({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <header className="gate-head">
      <span className="brand-mark" aria-hidden="true" />
      <h1>{title}</h1>
      <p>{text}</p>
    </header>
  );
}
