import { CursorExpiredError } from '../../domain/events/index.ts';
import { NUMBERED } from '../kit/live-event.ts';
import { refusalType } from '../kit/user-error.ts';

// Streams and lists give it at the top level, with the same cursor; as a type it is complete for verbs that replay.

refusalType(CursorExpiredError, {
  description: 'What came after the cursor is archived: nobody can go on from there without a gap (E2).',
  fields: (t) => ({
    oldestCursor: t.string({
      description: 'Place after which everything is still there: give it as `after` to begin with the oldest event.',
      resolve: ({ error }) => NUMBERED.cursorAfter(error.oldest),
    }),
  }),
});
