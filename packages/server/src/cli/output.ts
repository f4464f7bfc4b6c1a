/** Where a command writes. Answers go to standard output, everything else to standard error. */
export type Output = {
  /** One line for people; never part of the answer. */
  say: (line: string) => void;
  /** The answer: as one JSON text with `--json`, else as these lines. */
  answer: (value: unknown, lines: readonly string[]) => void;
};

export const createOutput = (isJson: boolean): Output => ({
  say: (line) => console.error(line),
  answer: (value, lines) => console.log(isJson ? JSON.stringify(value) : lines.join('\n')),
});

/** A command was called with something that it can't work with; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
