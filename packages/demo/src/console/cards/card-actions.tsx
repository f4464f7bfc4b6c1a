import { type ReactNode, useState } from 'react';
import type { CardDetailData, CardOperation } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import type { Stock } from '../stock/use-live-stock.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { lifeTexts } from './card-life.texts.ts';
import { DeleteDialog, RelistDialog, WithdrawDialog } from './life-dialogs.tsx';

type Card = NonNullable<CardDetailData['card']>;
type ActionProps = { card: Card; stock: Stock; onChanged: () => void };
type Asking = 'COPY' | 'WITHDRAW' | 'RELIST' | 'DELETE';

const QUESTIONS = ['COPY', 'WITHDRAW', 'RELIST', 'DELETE'] as const satisfies readonly CardOperation[];
const WORDS = { COPY: 'copy', WITHDRAW: 'withdraw', RELIST: 'relist', DELETE: 'delete' } as const;

/** All that the status of the card allows, to those who may (C8). */
export function CardActions({ card, stock, onChanged }: ActionProps): ReactNode {
  const texts = useTexts(lifeTexts);
  const { may } = useDesk();
  const [asking, setAsking] = useState<Asking | null>(null);
  const isAllowed = (operation: CardOperation): boolean =>
    may('cards:write') && card.allowedOperations.includes(operation);
  const close = (): void => setAsking(null);
  const done = (): void => {
    close();
    onChanged();
  };
  return (
    <section className="panel">
      <h2>{texts.manage}</h2>
      <div className="actions">
        {isAllowed('EDIT') && (
          <Link to={{ page: 'editCard', id: card.id }} className="button">
            {texts.edit}
          </Link>
        )}
        <Link to={{ page: 'cardStock', id: card.id }} className="button">
          {texts.stock}
        </Link>
        {card.codeMode === 'DEPOSITED' && (
          <Link to={{ page: 'cardCodes', id: card.id }} className="button">
            {texts.codes}
          </Link>
        )}
        <Link to={{ page: 'cardPeople', id: card.id }} className="button">
          {texts.people}
        </Link>
        {QUESTIONS.filter(isAllowed).map((operation) => (
          <button
            key={operation}
            type="button"
            className={operation === 'DELETE' ? 'button is-danger' : 'button'}
            onClick={() => setAsking(operation)}
          >
            {texts[WORDS[operation]]}
          </button>
        ))}
      </div>
      {asking === 'WITHDRAW' && <WithdrawDialog id={card.id} onClose={close} onDone={done} />}
      {asking === 'RELIST' && <RelistDialog id={card.id} onClose={close} onDone={done} />}
      {asking === 'DELETE' && <DeleteDialog id={card.id} stock={stock} onClose={close} onDone={done} />}
      {asking === 'COPY' && <CopyDialog card={card} onClose={close} />}
    </section>
  );
}
