/** A server and the key that asks it. */
export type Target = { url: string; secretKey: string };
/** What was made, or why not. `replayed` tells an answer that was stored before. */
export type Outcome<Made> = { made: Made & { replayed: boolean }; code: null } | { made: null; code: string };

export type Question<Made> = {
  document: string;
  input: Record<string, string>;
  /** Reads what was made out of the payload; null when it was refused. */
  read: (payload: Payload) => (Made & { replayed: boolean }) | null;
};

/** The one field of `data`, which all mutations fill alike. */
export type Payload = Record<string, unknown> & { userErrors?: { code: string }[] };

export type Tries = { unanswered: number };

/**
 * Asks until there is a definite answer, with the very same request: that is what idempotency keys are for.
 * A cut connection, a 5xx, a top-level error and a refusal that may be repeated are none.
 */
export async function untilAnswered<Made>(
  target: Target,
  question: Question<Made>,
  tries: Tries,
): Promise<Outcome<Made>> {
  let last: unknown = null;
  for (let turn = 0; turn < 900; turn += 1) {
    try {
      return await askOnce(target, question);
    } catch (error) {
      last = error;
    }
    tries.unanswered += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No answer within 90 s', { cause: last });
}

const REPEATABLE: ReadonlySet<string> = new Set(['THROTTLED', 'IDEMPOTENCY_IN_PROGRESS']);

/** @throws when there is no definite answer */
async function askOnce<Made>(
  { url, secretKey }: Target,
  { document, input, read }: Question<Made>,
): Promise<Outcome<Made>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables: { input } }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  const { data, errors } = answerOf(text);
  const payload = Object.values(data ?? {})[0];
  // With an error beside it, a null may stand for something that was made and could not be read.
  if (!payload || errors) throw new Error(`${response.status} ${text}`);
  const made = read(payload);
  if (made) return { made, code: null };
  const code = payload.userErrors?.[0]?.code ?? 'UNKNOWN';
  if (REPEATABLE.has(code)) throw new Error(code);
  return { made: null, code };
}

type Answer = { data?: Record<string, Payload | null> | null; errors?: unknown };
// Answers of our own server to our own documents.
const answerOf = (text: string): Answer => JSON.parse(text) as Answer;
