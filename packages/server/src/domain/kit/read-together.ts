import type { RunStatement, Statement } from './statement.ts';
import { createStatementNames } from './statement-names.ts';

/** The rows of one question, each a list of its values. */
type Rows = readonly (readonly unknown[])[];

/** The texts of a question: alone, and beside others that differ in their values only; null: it always goes alone. */
type Texts = { alone: Prepared; together: Prepared | null };
type Prepared = Pick<Statement, 'name' | 'text'>;

/** Rows to be read, whose values stand apart from its texts. */
export type Question = { texts: Texts; values: readonly unknown[] };

/** More would let the first of them wait for long; equal ones are asked once and do not count. */
const MOST_TOGETHER = 16;
const MOST_TEXTS = 500;

const nameOf = createStatementNames('read');
const nameOfTogether = createStatementNames('reads');
const textsOf = new Map<string, Texts>();

/** @param types those of the values, in their order; null: nobody knows one */
export function questionOf(
  sql: string,
  { values, types }: { values: readonly unknown[]; types: readonly (string | null)[] },
): Question {
  const known = textsOf.get(sql);
  if (known) return { texts: known, values };
  const alone = `SELECT ${sql} AS "rows"`;
  const together = togetherIn(sql, types);
  const texts = {
    alone: { name: nameOf(alone) ?? '', text: alone },
    together: together === null ? null : { name: nameOfTogether(together) ?? '', text: together },
  };
  if (textsOf.size < MOST_TEXTS) textsOf.set(sql, texts);
  return { texts, values };
}

/** The same question for each row of a list of values: `$1` becomes the first value of the row. */
function togetherIn(sql: string, types: readonly (string | null)[]): string | null {
  const columns = types.map((type, at) => (type === null ? null : `"${at + 1}" ${type}`));
  if (columns.length === 0 || columns.includes(null)) return null;
  const asked = sql.replaceAll(/\$(\d+)/g, 'asked."$1"');
  return `SELECT asked."at", ${asked} AS "rows" FROM json_to_recordset($1::json) AS asked("at" integer, ${columns.join(', ')})`;
}

type Waiting = { question: Question; resolve: (rows: Rows) => void; reject: (error: unknown) => void };
type Turn = Map<Texts, Waiting[]>;
const turns = new WeakMap<RunStatement, Turn>();

/**
 * Questions that differ in their values only and are asked in one turn of the event loop go in one statement, of
 * whatever requests they are: one that comes alone waits for nobody. None is answered by a statement that had been
 * sent before it was asked, so everybody reads what was committed by then.
 */
export function askTogether(run: RunStatement, question: Question): Promise<Rows> {
  if (question.texts.together === null) return askAlone(run, question);
  return new Promise((resolve, reject) => {
    const turn = turnOf(run);
    const waiting = turn.get(question.texts);
    if (waiting) waiting.push({ question, resolve, reject });
    else turn.set(question.texts, [{ question, resolve, reject }]);
  });
}

function turnOf(run: RunStatement): Turn {
  const known = turns.get(run);
  if (known) return known;
  const turn: Turn = new Map();
  turns.set(run, turn);
  setImmediate(() => {
    turns.delete(run);
    for (const [{ together }, waiting] of turn) askAll(run, together, [...equalOnes(waiting).values()]);
  });
  return turn;
}

/** Questions of equal values, by these as the statement takes them. */
type Equals = { values: string; askers: Waiting[] };

function equalOnes(waiting: readonly Waiting[]): Map<string, Equals> {
  const byValues = new Map<string, Equals>();
  for (const asker of waiting) {
    const values = jsonOf(asker.question.values);
    const equals = byValues.get(values);
    if (equals) equals.askers.push(asker);
    else byValues.set(values, { values, askers: [asker] });
  }
  return byValues;
}

/** The members of an object, by the place of each value. */
const jsonOf = (values: readonly unknown[]): string =>
  values.map((value, at) => `,"${at + 1}":${JSON.stringify(value, largeAsText)}`).join('');

const largeAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

function askAll(run: RunStatement, together: Prepared | null, questions: readonly Equals[]): void {
  for (let from = 0; from < questions.length; from += MOST_TOGETHER)
    void askSome(run, together, questions.slice(from, from + MOST_TOGETHER));
}

async function askSome(run: RunStatement, together: Prepared | null, questions: readonly Equals[]): Promise<void> {
  if (together === null || questions.length === 1) return askEach(run, questions);
  try {
    const list = `[${questions.map(({ values }, at) => `{"at":${at}${values}}`).join(',')}]`;
    const found = await run<{ at: number; rows: Rows }>({ ...together, values: [list] });
    for (const { at, rows } of found) for (const { resolve } of questions[at]?.askers ?? []) resolve(rows);
  } catch {
    // One of them may have spoilt it for all: each learns what is wrong with it alone.
    await askEach(run, questions);
  }
}

async function askEach(run: RunStatement, questions: readonly Equals[]): Promise<void> {
  await Promise.all(
    questions.map(async ({ askers }) => {
      const [first] = askers;
      if (!first) return;
      try {
        const rows = await askAlone(run, first.question);
        for (const { resolve } of askers) resolve(rows);
      } catch (error) {
        for (const { reject } of askers) reject(error);
      }
    }),
  );
}

async function askAlone(run: RunStatement, { texts, values }: Question): Promise<Rows> {
  const [found] = await run<{ rows: Rows }>({ ...texts.alone, values });
  return found?.rows ?? [];
}
