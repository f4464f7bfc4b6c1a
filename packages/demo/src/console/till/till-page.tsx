import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { Page } from '../ui/page.tsx';
import { RedeemBox } from './redeem-box.tsx';
import { tillTexts } from './till.texts.ts';

/** The till: the redeem box alone, big. */
export function TillPage(): ReactNode {
  const texts = useTexts(tillTexts);
  return (
    <Page title={texts.title} keepsFocus>
      <RedeemBox isTill />
    </Page>
  );
}
