import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useQuery } from 'urql';
import { Claimability, type ClaimabilityData } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { isOpenid } from './openids.ts';
import { peopleTexts } from './people.texts.ts';

/** Asks every check of a claim for one user (L4). */
export function ClaimCheck({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(peopleTexts);
  const [openid, setOpenid] = useState('');
  const [asked, setAsked] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [{ data, error }, ask] = useQuery({
    query: Claimability,
    variables: { id: cardId, openid: asked },
    pause: asked === '',
    requestPolicy: 'network-only',
  });
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = openid.trim();
    if (!isOpenid(wanted)) return setFaults({ openid: texts.notOpenid });
    setFaults({});
    if (wanted === asked) ask({ requestPolicy: 'network-only' });
    setAsked(wanted);
  };
  const found = data?.card?.claimability;
  return (
    <Section title={texts.check} hint={texts.checkHint}>
      <FaultsContext value={faults}>
        <form className="password-form" onSubmit={send} noValidate>
          <TextField path="openid" label={texts.openid} value={openid} onChange={setOpenid} autoComplete="off" />
          <button className="button is-primary">{texts.run}</button>
        </form>
      </FaultsContext>
      {error && <ProblemNotice problem={problemOf(error)} />}
      <div role="status">{asked !== '' && found && <Verdict found={found} />}</div>
    </Section>
  );
}

type Found = NonNullable<ClaimabilityData['card']>['claimability'];

function Verdict({ found }: { found: Found }): ReactNode {
  const texts = useTexts(peopleTexts);
  const { language } = useLanguage();
  const { timeZone } = useDesk().merchant;
  const time = (iso: string): string => timeText(iso, { timeZone, language });
  return (
    <>
      <p className="ticket-title">
        <strong>{found.canClaim ? texts.can : texts.cannot}</strong>
        <span className="hint">{texts.at(time(found.serverTime))}</span>
      </p>
      <ul className="checks-list">
        {found.checks.map(({ check, verdict, reason, changesAt }) => (
          <li key={check} className={verdict === 'PASS' ? 'is-pass' : 'is-fail'}>
            <Icon name={verdict === 'PASS' ? 'check' : 'cross'} />
            <span>
              {texts.checks[check]}
              <span className="visually-hidden">: {verdict === 'PASS' ? texts.pass : texts.fail}</span>
            </span>
            {(reason || changesAt) && (
              <span className="hint">
                {reason?.message} {changesAt !== null && texts.changes(time(changesAt))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
