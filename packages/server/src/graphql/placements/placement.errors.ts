import { PlacementClosedError, PlacementUsedError } from '../../domain/placements/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(PlacementClosedError, {
  description: 'The placement hands out nothing any more (L5).',
  fields: (t) => ({
    reason: t.string({
      description: '`CLOSED` by the merchant, or `EXPIRED` by time.',
      resolve: ({ error }) => error.reason,
    }),
    endedAt: t.field({ type: 'DateTime', description: 'When it ended.', resolve: ({ error }) => error.endedAt }),
  }),
});

refusalType(PlacementUsedError, { description: 'The placement was good for one claim, which was made (L5).' });
