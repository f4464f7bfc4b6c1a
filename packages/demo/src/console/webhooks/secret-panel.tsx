import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { Section } from '../ui/section.tsx';
import { webhooksTexts } from './webhooks.texts.ts';

/** The key of the signatures, which nobody can look up again. */
export function SecretPanel({ secret }: { secret: string }): ReactNode {
  const texts = useTexts(webhooksTexts);
  return (
    <Section title={texts.secret}>
      <p className="fault" role="status">
        {texts.secretOnce}
      </p>
      <div className="secret">
        <CopyBox label={texts.secret} text={secret} />
      </div>
    </Section>
  );
}
