import type { ReactNode } from 'react';

type MoreProps = {
  words: string;
  isLast: boolean;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  onMore: (after: string) => void;
};

/** Puts the next part of a list below its last one. */
export function MoreButton({ words, isLast, pageInfo, onMore }: MoreProps): ReactNode {
  const { hasNextPage, endCursor } = pageInfo;
  if (!isLast || !hasNextPage || endCursor === null) return null;
  return (
    <button type="button" className="button is-wide" onClick={() => onMore(endCursor)}>
      {words}
    </button>
  );
}
