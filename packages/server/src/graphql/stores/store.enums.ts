import type { Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const StoreStateEnum = enumType(
  'StoreState',
  'Where a store stands in its review (S2). Only APPROVED ones can be used.',
  {
    ERROR: 'The platform failed to take it in (`available_state` 1).',
    IN_REVIEW: 'An operator looks at it (2).',
    APPROVED: 'Usable (3).',
    REJECTED: 'Refused (4).',
  } satisfies Record<Rows.StoreState, string>,
);
