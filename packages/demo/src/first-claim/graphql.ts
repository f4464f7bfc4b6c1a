/** A JSON object whose fields are asked for by name. */
export class Answer {
  private readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
  at(...path: readonly (string | number)[]): Answer {
    return new Answer(path.reduce<unknown>((value, name) => Reflect.get(Object(value), name), this.value));
  }
  text(...path: readonly (string | number)[]): string {
    const { value } = this.at(...path);
    if (typeof value === 'string') return value;
    throw new Error(`The answer has no text at ${path.join('.')}: ${JSON.stringify(this.value)}`);
  }
  whole(...path: readonly (string | number)[]): number {
    const { value } = this.at(...path);
    if (typeof value === 'number') return value;
    throw new Error(`The answer has no number at ${path.join('.')}: ${JSON.stringify(this.value)}`);
  }
}

/** Sends a request to GraphQL: a document (`query`) or the hash of a registered one (`documentId`). */
export type Send = (request: { query: string } | { documentId: string }, variables: object) => Promise<Answer>;

/** A caller with fixed headers. Top-level errors are thrown; refusals are data, see {@link made}. */
export function createSender(url: string, headers: Readonly<Record<string, string>>): Send {
  return async (request, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ ...request, variables }),
    });
    const body: unknown = await response.json();
    const answer = new Answer(body);
    const errors: unknown = Reflect.get(Object(body), 'errors');
    if (errors !== undefined) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`);
    return answer.at('data');
  };
}

/** The payload of a mutation, or an error that tells all of its refusals. */
export function made(data: Answer, mutation: string): Answer {
  const payload = data.at(mutation);
  if (payload.whole('userErrors', 'length') === 0) return payload;
  throw new Error(
    `${mutation} was refused: ${payload.text('userErrors', 0, 'code')}: ${payload.text('userErrors', 0, 'message')}`,
  );
}
