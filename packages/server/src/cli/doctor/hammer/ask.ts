import { z } from 'zod';

/** A server and the key that asks it. */
export type Place = { url: string; key: string };

const answerSchema = z.object({
  data: z.record(
    z.string(),
    z
      .object({ userErrors: z.array(z.object({ code: z.string() })) })
      .loose()
      .nullable(),
  ),
  errors: z.never().optional(),
});

/** What was made, or the code of the refusal. */
export type Answer = { made: unknown; code: string | null };

const PATIENCE_MS = 10_000;
const TRIES = 200;
const PAUSE_MS = 50;
const REPEATABLE: ReadonlySet<string> = new Set(['THROTTLED', 'IDEMPOTENCY_IN_PROGRESS']);

/**
 * Asks for one mutation, with the very same request while the server says that it may be repeated.
 * @throws when there is no definite answer
 */
export async function ask(
  place: Place,
  document: string,
  { input, made }: { input: object; made: string },
): Promise<Answer> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await askOnce(place, JSON.stringify({ query: document, variables: { input } }), made);
    if (answer.code === null || !REPEATABLE.has(answer.code)) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('The server asks again and again to come later');
}

async function askOnce({ url, key }: Place, body: string, made: string): Promise<Answer> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  const read = answerSchema.safeParse(jsonOf(text));
  const payload = read.success ? Object.values(read.data.data)[0] : null;
  if (!payload) throw new Error(`The server answered ${response.status} ${text.slice(0, 500)}`);
  return { made: payload[made] ?? null, code: payload.userErrors[0]?.code ?? null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Whatever answers there, it is no GraphQL.
  }
}
