import type { ReactNode } from 'react';
import type { TillCode } from '../../generated/console.ts';
import { Stub } from '../cards/ticket.tsx';
import { dayOf, lastDayOf } from '../format/time.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { spacedCode } from './spaced-code.ts';
import { tillTexts } from './till.texts.ts';

/** The coupon that lies on the counter, with its conditions. */
export function CodeFace({ code }: { code: TillCode }): ReactNode {
  const texts = useTexts(tillTexts);
  const { timeZone } = useDesk().merchant;
  const first = dayOf(new Date(code.validFrom), timeZone);
  const last = code.validUntil === null ? null : lastDayOf(code.validUntil, timeZone);
  return (
    <div className="ticket is-still">
      <Stub card={code.card} />
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{code.card.title}</strong>
        </p>
        <p className="till-code">
          <code>{spacedCode(code.value)}</code>
        </p>
        <p className="hint">
          {texts.user} {code.openid}
        </p>
        <p className="hint">
          {texts.valid} {texts.until(first, last)}
        </p>
        <p className="hint">
          {texts.notice} {code.card.notice}
        </p>
      </div>
    </div>
  );
}
