import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { DrawEntries, type DrawEntryRow, type DrawFields } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { Empty } from '../ui/notice.tsx';
import { drawTexts } from './draw.texts.ts';

type ProofProps = { cardId: string; draw: DrawFields };

/** What is published of a draw, and how to check it with it. */
export function DrawProof({ cardId, draw: { id, seedHash, seed } }: ProofProps): ReactNode {
  const texts = useTexts(drawTexts);
  return (
    <details className="draw-proof">
      <summary>{texts.proof}</summary>
      <div className="draw-proof-body">
        <p className="hint">{seed === null ? texts.proofAhead : texts.proofDrawn}</p>
        <Published name={texts.drawId} text={id} />
        <Published name={texts.seedHash} text={seedHash} />
        {seed !== null && (
          <>
            <Published name={texts.seed} text={seed} />
            <ol className="draw-steps">
              {texts.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <Entries cardId={cardId} />
          </>
        )}
      </div>
    </details>
  );
}

function Published({ name, text }: { name: string; text: string }): ReactNode {
  return (
    <div>
      <p className="draw-label">{name}</p>
      <CopyBox label={name} text={text} />
    </div>
  );
}

/** All entries in their order, a hundred at once. */
function Entries({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(drawTexts);
  const [starts, setStarts] = useState<readonly number[]>([0]);
  return (
    <div>
      <p className="draw-label">{texts.entries}</p>
      <ol className="draw-entries">
        {starts.map((afterRank, index) => (
          <EntriesPart
            key={afterRank}
            cardId={cardId}
            afterRank={afterRank}
            onMore={index === starts.length - 1 ? (next) => setStarts([...starts, next]) : null}
          />
        ))}
      </ol>
    </div>
  );
}

const PART = 100;

type PartProps = { cardId: string; afterRank: number; onMore: ((afterRank: number) => void) | null };

function EntriesPart({ cardId, afterRank, onMore }: PartProps): ReactNode {
  const texts = useTexts(drawTexts);
  const [{ data }] = useQuery({ query: DrawEntries, variables: { cardId, afterRank } });
  const entries = data?.claimDraw?.entries;
  if (!entries) return null;
  const last = entries.length < PART ? null : (entries.at(-1)?.rank ?? null);
  return (
    <>
      {entries.length === 0 && afterRank === 0 && (
        <li>
          <Empty text={texts.nobody} />
        </li>
      )}
      {entries.map((entry) => (
        <EntryLine key={entry.ticket} entry={entry} />
      ))}
      {onMore && last !== null && (
        <li>
          <button type="button" className="button is-wide" onClick={() => onMore(last)}>
            {texts.more}
          </button>
        </li>
      )}
    </>
  );
}

function EntryLine({ entry: { rank, ticket, result, refusal } }: { entry: DrawEntryRow }): ReactNode {
  const texts = useTexts(drawTexts);
  return (
    <li className="draw-entry">
      <span>{rank}</span>
      <code>{ticket}</code>
      <span className="tag is-draw" data-result={result ?? ''}>
        {result === null ? texts.pending : texts.results[result]}
        {refusal !== null && ` · ${refusal}`}
      </span>
    </li>
  );
}
