import type { ReactNode } from 'react';

type PagingProps = {
  info: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean };
  words: { pages: string; previous: string; next: string };
  /** Puts the place of the page into the address. */
  onChange: (changes: { after: string; before: string }) => void;
};

/** Back and forth in a list; nothing where all of it is seen. */
export function Paging({ info, words, onChange }: PagingProps): ReactNode {
  if (!info.hasNextPage && !info.hasPreviousPage) return null;
  return (
    <nav className="paging" aria-label={words.pages}>
      <button
        type="button"
        className="button"
        disabled={!info.hasPreviousPage}
        onClick={() => onChange({ before: info.startCursor ?? '', after: '' })}
      >
        {words.previous}
      </button>
      <button
        type="button"
        className="button"
        disabled={!info.hasNextPage}
        onClick={() => onChange({ after: info.endCursor ?? '', before: '' })}
      >
        {words.next}
      </button>
    </nav>
  );
}
