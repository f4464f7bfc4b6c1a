/** One SQL statement of a hot path: prepared once a connection under its name. Values stand for $1, $2 … */
export type Statement = { name: string; text: string; values: readonly unknown[] };

/** Runs one statement by itself, outside any transaction. Types of rows are the statement's own: whoever writes it states them. */
export type RunStatement = <Row>(statement: Statement) => Promise<Row[]>;
