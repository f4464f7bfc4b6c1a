import type { InputBuilder } from './input-builder.ts';

/** What makes a repeat of a call harmless. */
export const idempotencyKeyField = (t: InputBuilder) =>
  t.string({
    required: true,
    description:
      'Repeats of a call carry the same key and get the same answer: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
  });
