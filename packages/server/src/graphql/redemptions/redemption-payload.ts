import type { Rows } from '../builder.ts';
import { loadedAnswer } from '../kit/loaded-answer.ts';
import { OWN_ANSWER } from '../kit/relation-scopes.ts';
import { payloadType } from '../kit/user-error.ts';
import { RedemptionType } from './redemption.type.ts';

/** The answer of a mutation that makes or changes a redemption; the caller sees what is its own doing. */
export const redemptionPayload = (mutation: string, description: string) =>
  payloadType<Rows.Redemption & { replayed: boolean }>(
    `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`,
    {
      description: `The answer of \`${mutation}\`.`,
      fields: (t) => ({
        redemption: t.field({
          type: RedemptionType,
          nullable: true,
          description,
          grantScopes: [OWN_ANSWER],
          resolve: ({ value }, _args, context, info) => loadedAnswer(value, context, info),
        }),
      }),
    },
  );
