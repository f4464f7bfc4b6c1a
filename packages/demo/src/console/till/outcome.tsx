import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { CodeFace } from './code-face.tsx';
import { GoOnButton, isOpen, RedeemForm } from './redeem-form.tsx';
import { shownCode } from './spaced-code.ts';
import type { TillState } from './till-state.ts';
import { tillTexts } from './till.texts.ts';
import type { Till } from './use-till.ts';
import { Bad, Done, Refused, Saved, Unchecked } from './verdicts.tsx';

type OutcomeProps = { till: Till; onClear: () => void };

/** What the till says about the number, and what can be done with it. */
export function Outcome({ till, onClear }: OutcomeProps): ReactNode {
  const { state } = till;
  return (
    <div className="outcome">
      <div role="status">
        <Verdict state={state} onAgain={till.lookAgain} />
      </div>
      {state.is === 'looking' && till.save && <GoOnButton given={state.given} onGoOn={till.goOn} />}
      {isOpen(state) && <RedeemForm key={state.given.value} state={state} till={till} onClear={onClear} />}
    </div>
  );
}

function Verdict({ state, onAgain }: { state: TillState; onAgain: () => void }): ReactNode {
  const texts = useTexts(tillTexts);
  switch (state.is) {
    case 'waiting':
      return null;
    case 'looking':
      return <p className="hint">{texts.looking}</p>;
    case 'unknown':
      return <Bad title={texts.unknown(shownCode(state.value))} />;
    case 'failed':
      return <ProblemNotice problem={state.problem} again={onAgain} />;
    case 'refused':
      return <Refused state={state} />;
    case 'done':
      return <Done redemption={state.redemption} />;
    case 'unsure':
      return <Bad title={texts.unsure} />;
    case 'found':
    case 'redeeming':
      return <CodeFace code={state.code} />;
    case 'unchecked':
    case 'saving':
    case 'lost':
      return <Unchecked state={state} />;
    case 'saved':
      return <Saved entry={state.entry} />;
    default:
      return state satisfies never;
  }
}
