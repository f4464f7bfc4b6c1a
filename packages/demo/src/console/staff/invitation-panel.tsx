import type { ReactNode } from 'react';
import type { Invitation } from '../../generated/console.ts';
import { minuteText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { Section } from '../ui/section.tsx';
import { staffTexts } from './staff.texts.ts';

type PanelProps = { name: string; invitation: Invitation };

/** The way in for a phone, to be shown, printed or sent. */
export function InvitationPanel({ name, invitation }: PanelProps): ReactNode {
  const texts = useTexts(staffTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { url, qrSvg, expiresAt } = invitation;
  return (
    <div className="invitation">
      <Section title={texts.invitation} hint={texts.invitationHint}>
        <p className="invitation-name">
          <strong>{name}</strong>
          <span>{merchant.name}</span>
        </p>
        <img src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`} alt={texts.qrCode(name)} />
        <p className="hint">{texts.validUntil(minuteText(expiresAt, { timeZone: merchant.timeZone, language }))}</p>
        <p className="fault" role="status">
          {texts.invitationOnce}
        </p>
        <CopyBox label={texts.link} text={url}>
          <button type="button" className="button is-small" onClick={() => print()}>
            {texts.print}
          </button>
        </CopyBox>
      </Section>
    </div>
  );
}
