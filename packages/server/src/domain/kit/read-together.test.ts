import { describe, expect, it } from 'vitest';
import { askTogether, type Question, questionOf } from './read-together.ts';
import type { RunStatement, Statement } from './statement.ts';

const cardOf = (id: string, sql = '(SELECT "id" = $1)'): Question => questionOf(sql, { values: [id], types: ['text'] });

type Asked = { at: number; '1': string };
// What the questions of this file are made of.
const listIn = (values: readonly unknown[]): Asked[] => JSON.parse(String(values[0])) as Asked[];
// The rows of the statements below, whatever the caller states.
const asRows = <Row>(rows: unknown[]): Row[] => rows as Row[];

/** Answers each question with its own value. */
function database(refuses: (statement: Statement) => boolean = () => false) {
  const statements: Statement[] = [];
  const run: RunStatement = async <Row>(statement: Statement): Promise<Row[]> => {
    statements.push(statement);
    if (refuses(statement)) throw new Error(`refused ${JSON.stringify(statement.values)}`);
    if (!statement.text.includes('json_to_recordset')) return asRows<Row>([{ rows: [[statement.values[0]]] }]);
    return asRows<Row>(listIn(statement.values).map((asked) => ({ at: asked.at, rows: [[asked['1']]] })));
  };
  return { run, statements };
}

describe('questions of one turn', () => {
  it('go in one statement where their values differ', async () => {
    const { run, statements } = database();
    const rows = await Promise.all(['a', 'b', 'c'].map((id) => askTogether(run, cardOf(id))));
    expect(rows).toEqual([[['a']], [['b']], [['c']]]);
    expect(statements).toHaveLength(1);
  });

  it('are asked once where they are equal, by the text of a lone one', async () => {
    const { run, statements } = database();
    const rows = await Promise.all([1, 2, 3].map(() => askTogether(run, cardOf('a'))));
    expect(rows).toEqual([[['a']], [['a']], [['a']]]);
    expect(statements.map(({ text }) => text)).toEqual(['SELECT (SELECT "id" = $1) AS "rows"']);
  });

  it('go apart where their texts differ', async () => {
    const { run, statements } = database();
    await Promise.all([cardOf('a'), cardOf('b', '(SELECT "other" = $1)')].map((asked) => askTogether(run, asked)));
    expect(statements).toHaveLength(2);
  });

  it('fill several statements where they are many', async () => {
    const { run, statements } = database();
    const ids = Array.from({ length: 40 }, (_, nth) => `card_${nth}`);
    const rows = await Promise.all(ids.map((id) => askTogether(run, cardOf(id))));
    expect(rows).toEqual(ids.map((id) => [[id]]));
    expect(statements).toHaveLength(3);
  });

  it('spoil nothing for each other: each is refused for itself alone', async () => {
    const { run } = database(({ values }) => JSON.stringify(values).includes('broken'));
    const answers = await Promise.allSettled(['a', 'broken', 'b'].map((id) => askTogether(run, cardOf(id))));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('are not answered by what had been asked before', async () => {
    const { run, statements } = database();
    await askTogether(run, cardOf('a'));
    await askTogether(run, cardOf('a'));
    expect(statements).toHaveLength(2);
  });
});

describe('a question', () => {
  it('goes alone while the type of a value is unknown', async () => {
    const { run, statements } = database();
    const at = (time: string): Question => questionOf('(SELECT "at" > $1)', { values: [time], types: [null] });
    await Promise.all(
      ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'].map((time) => askTogether(run, at(time))),
    );
    expect(statements).toHaveLength(2);
  });
});
