import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { messagesTexts } from './messages.texts.ts';

type MoreProps = {
  isLast: boolean;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  onMore: (after: string) => void;
};

/** Puts the next part of a list below its last one. */
export function MoreButton({ isLast, pageInfo, onMore }: MoreProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const { hasNextPage, endCursor } = pageInfo;
  if (!isLast || !hasNextPage || endCursor === null) return null;
  return (
    <button type="button" className="button is-wide" onClick={() => onMore(endCursor)}>
      {texts.more}
    </button>
  );
}
