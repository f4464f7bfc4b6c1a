import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type CardStockData, StockAdjust } from '../../generated/console.ts';
import { textOf, wholeOf } from '../card-form/inputs.ts';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { RadioField } from '../ui/choice-fields.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useToast } from '../ui/toast.tsx';
import { stockTexts } from './stock.texts.ts';

type AdjustProps = {
  card: Pick<NonNullable<CardStockData['card']>, 'id' | 'allowedOperations'>;
  left: number;
  onChanged: () => void;
};

/** Puts pieces in or takes them out. */
export function AdjustForm({ card, left, onChanged }: AdjustProps): ReactNode {
  const texts = useTexts(stockTexts);
  const [isAdding, setAdding] = useState(true);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const { faults, problem, isBusy, adjust } = useAdjustment(card.id);
  const pieces = wholeOf(amount) ?? 0;
  const delta = isAdding ? pieces : -pieces;
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(await adjust(delta, reason))) return;
    setAmount('');
    setReason('');
    onChanged();
  };
  if (!card.allowedOperations.includes('ADJUST_STOCK')) return <p className="notice">{texts.notAllowed}</p>;
  return (
    <FaultsContext value={faults}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <Section title={texts.adjust}>
          {problem && <ProblemNotice problem={problem} />}
          <RadioField
            path="direction"
            label={texts.direction}
            value={isAdding ? 'add' : 'take'}
            onChange={(way) => setAdding(way === 'add')}
            options={[
              { value: 'add', label: texts.add },
              { value: 'take', label: texts.take },
            ]}
          />
          <div className="fields-row">
            <TextField
              path="delta"
              label={texts.amount}
              {...(pieces > 0 ? { hint: texts.result(String(left + delta)) } : {})}
              value={amount}
              onChange={setAmount}
              inputMode="numeric"
              after={texts.pieces}
              isRequired
            />
            <TextField path="reason" label={texts.reason} hint={texts.reasonHint} value={reason} onChange={setReason} />
          </div>
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.busy : texts.submit}
          </button>
        </Section>
      </form>
    </FaultsContext>
  );
}

type Adjustment = {
  faults: Faults;
  problem: Problem | null;
  isBusy: boolean;
  /** True when the stock has changed. */
  adjust: (delta: number, reason: string) => Promise<boolean>;
};

/** The key stays until an answer came: a lost answer never counts twice. */
function useAdjustment(cardId: string): Adjustment {
  const texts = useTexts(stockTexts);
  const say = useToast();
  const [key, setKey] = useState(newIdempotencyKey);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, send] = useMutation(StockAdjust);
  const adjust = async (delta: number, reason: string): Promise<boolean> => {
    setFaults(delta === 0 ? { delta: texts.notWhole } : {});
    if (delta === 0) return false;
    const input = { cardId, delta, reason: textOf(reason), idempotencyKey: key };
    const { data, error } = await send({ input });
    setProblem(error ? problemOf(error) : null);
    if (error) return false;
    setKey(newIdempotencyKey());
    const refusals = data?.cardStockAdjust.userErrors ?? [];
    setFaults(Object.fromEntries(refusals.map(({ field, message }) => [field[0] ?? 'delta', message])));
    if (refusals.length > 0) return false;
    say(texts.done(delta > 0 ? `+${delta}` : String(delta)));
    return true;
  };
  return { faults, problem, isBusy: fetching, adjust };
}
