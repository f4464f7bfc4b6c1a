import { GraphQLError, specifiedRules, validate } from 'graphql';
import './kit/kit.errors.ts';
import './kit/money.type.ts';
import './kit/scalars.ts';
import './access/index.ts';
import './broadcasts/index.ts';
import './cards/index.ts';
import './claims/index.ts';
import './codes/index.ts';
import './draws/index.ts';
import './events/index.ts';
import './gifts/index.ts';
import './merchants/index.ts';
import './messages/index.ts';
import './nodes/index.ts';
import './placements/index.ts';
import './redemptions/index.ts';
import './reviews/index.ts';
import './signatures/index.ts';
import './staff/index.ts';
import './stock/index.ts';
import './stores/index.ts';
import './webhooks/index.ts';
import { builder } from './builder.ts';
import { documentLimits, parseDocument } from './limits.ts';

/** The one schema of all callers. */
export const schema = builder.toSchema();

/** What is wrong with a document, in one sentence; null when it may be registered and run. */
export function validateDocument(text: string): string | null {
  try {
    const document = parseDocument(text);
    const [error] = validate(schema, document, [...specifiedRules, ...documentLimits]);
    return error?.message ?? null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}
