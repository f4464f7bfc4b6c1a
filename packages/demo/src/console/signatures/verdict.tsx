import type { ReactNode } from 'react';
import type { SignatureExplainData } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { Fact } from '../ui/facts.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Asked, compared, markedText, type Piece } from './marked-text.ts';
import { signaturesTexts } from './signatures.texts.ts';

type Explanation = SignatureExplainData['signatureExplain'];

/** What the server thinks of a signature, and what to do about it. */
export function Verdict({ asked, explanation }: { asked: Asked; explanation: Explanation }): ReactNode {
  const texts = useTexts(signaturesTexts);
  const { isValid, part, advice, expectedText, clockSkewSeconds } = explanation;
  const own = asked.question.signedText.trim();
  const pieces = markedText(expectedText, part, asked);
  return (
    <section className="panel" role="status" aria-label={texts.verdict}>
      <h2>{texts.verdict}</h2>
      <div className={isValid ? 'verdict is-good' : 'verdict is-bad'}>
        <Icon name={isValid ? 'check' : 'cross'} />
        <div>
          <strong>{part === null ? texts.right : texts.wrong(texts.parts[part])}</strong>
          {isValid && <p className="hint">{texts.rightHint}</p>}
        </div>
      </div>
      <dl className="facts">
        {advice !== null && (
          <div className="told">
            <dt>{texts.todo}</dt>
            <dd>{advice}</dd>
          </div>
        )}
        {clockSkewSeconds !== null && (
          <Fact name={texts.signedAt}>
            <AgeText seconds={-clockSkewSeconds} isBound={asked.form !== 'page'} />
          </Fact>
        )}
      </dl>
      <h3>{texts.expected}</h3>
      {expectedText === '' ? (
        <p className="hint">{texts.noTicket}</p>
      ) : (
        <>
          <p className="hint">
            {texts.expectedHint} {pieces.some(({ isMarked }) => isMarked) && texts.markedHint}
          </p>
          <MarkedBox label={texts.expected} pieces={pieces} />
        </>
      )}
      {own !== '' && expectedText !== '' && <Comparison expected={expectedText} own={own} />}
    </section>
  );
}

/** How long ago it was signed. A page keeps its signature as long as it is open; others are good for minutes. */
function AgeText({ seconds, isBound }: { seconds: number; isBound: boolean }): ReactNode {
  const texts = useTexts(signaturesTexts);
  const told = seconds > 0 ? texts.earlier(seconds) : texts.later(-seconds);
  return (
    <>
      {seconds === 0 ? texts.justNow : told}
      {isBound && <small className="hint"> · {texts.limit}</small>}
    </>
  );
}

function Comparison({ expected, own }: { expected: string; own: string }): ReactNode {
  const texts = useTexts(signaturesTexts);
  const found = compared(expected, own);
  return (
    <>
      <h3>{texts.letterByLetter}</h3>
      <p className="hint">{found.isSame ? texts.same : texts.differs}</p>
      {!found.isSame && (
        <dl className="compared">
          <dt>{texts.wanted}</dt>
          <dd>
            <MarkedBox label={texts.wanted} pieces={found.expected} />
          </dd>
          <dt>{texts.own}</dt>
          <dd>
            <MarkedBox label={texts.own} pieces={found.own} />
          </dd>
        </dl>
      )}
    </>
  );
}

function MarkedBox({ label, pieces }: { label: string; pieces: readonly Piece[] }): ReactNode {
  return (
    <pre className="signed-text" tabIndex={0} role="group" aria-label={label}>
      <code>
        {pieces.map(({ text, isMarked }, index) =>
          isMarked ? <mark key={`${index}-${text}`}>{text}</mark> : <span key={`${index}-${text}`}>{text}</span>,
        )}
      </code>
    </pre>
  );
}
