import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useMutation } from 'urql';
import { CodesGenerate } from '../../generated/console.ts';
import { go } from '../app/navigation.tsx';
import { textOf, wholeOf } from '../card-form/inputs.ts';
import { newIdempotencyKey } from '../data/idempotency-key.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { type Faults, FaultsContext } from '../ui/faults.tsx';
import { useProblemText } from '../ui/notice.tsx';
import { FoldedSection } from '../ui/section.tsx';
import { TextField } from '../ui/text-field.tsx';
import { codesTexts } from './codes.texts.ts';
import { sampleCode } from './sample-code.ts';

const MOST = 100_000;
const FIRST_PATTERN = '****-****-****';

type Order = { pattern: string; charset: string; count: string };

/** Codes that nobody can guess, made by the server. */
export function GenerateForm({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const [order, setOrder] = useState<Order>({ pattern: FIRST_PATTERN, charset: '', count: '' });
  const { faults, isBusy, generate } = useGeneration(cardId);
  const set = (name: keyof Order) => (value: string) => setOrder((before) => ({ ...before, [name]: value }));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    void generate(order);
  };
  return (
    <FoldedSection
      title={texts.generate}
      hint={texts.generateHint}
      isFilled={false}
      paths={['pattern', 'charset', 'count']}
    >
      <FaultsContext value={faults}>
        <form className="password-form" onSubmit={send} noValidate>
          <TextField
            path="pattern"
            label={texts.pattern}
            hint={texts.sample(sampleCode(order.pattern, order.charset))}
            value={order.pattern}
            onChange={set('pattern')}
            isRequired
          />
          <div className="fields-row">
            <TextField
              path="count"
              label={texts.count}
              hint={texts.countHint}
              value={order.count}
              onChange={set('count')}
              inputMode="numeric"
              isRequired
            />
            <TextField
              path="charset"
              label={texts.charset}
              hint={texts.charsetHint}
              value={order.charset}
              onChange={set('charset')}
            />
          </div>
          <button className="button is-primary" disabled={isBusy}>
            {isBusy ? texts.busy : texts.generateSubmit}
          </button>
        </form>
      </FaultsContext>
    </FoldedSection>
  );
}

/** Orders codes once, and leads to the import that brings them in. */
function useGeneration(cardId: string): { faults: Faults; isBusy: boolean; generate: (order: Order) => Promise<void> } {
  const texts = useTexts(codesTexts);
  const problemText = useProblemText();
  const [key, setKey] = useState(newIdempotencyKey);
  const [faults, setFaults] = useState<Faults>({});
  const [{ fetching }, send] = useMutation(CodesGenerate);
  const generate = async ({ pattern, charset, count }: Order): Promise<void> => {
    const many = wholeOf(count) ?? 0;
    if (many < 1 || many > MOST) return setFaults({ count: texts.notCount });
    const input = { cardId, count: many, pattern, charset: textOf(charset), idempotencyKey: key };
    const { data, error } = await send({ input });
    if (error) return setFaults({ count: problemText(problemOf(error)) });
    setKey(newIdempotencyKey());
    const refusals = data?.codesGenerate.userErrors ?? [];
    setFaults(Object.fromEntries(refusals.map(({ field, message }) => [field[0] ?? 'count', message])));
    const made = data?.codesGenerate.import;
    if (made) go({ page: 'import', id: made.id });
  };
  return { faults, isBusy: fetching, generate };
}
