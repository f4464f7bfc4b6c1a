import {
  CodeModeError,
  CodeStatusError,
  CodeTakenError,
  ImportEndedError,
  RotatingCodeExpiredError,
} from '../../domain/codes/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(CodeTakenError, {
  description: 'The card has this code already (K1).',
  fields: (t) => ({ value: t.string({ description: 'The code.', resolve: ({ error }) => error.value }) }),
});

refusalType(CodeModeError, {
  description: 'This goes with another mode of codes only (K1, K5).',
  fields: (t) => ({
    mode: t.string({ description: 'Where the codes of this card come from.', resolve: ({ error }) => error.mode }),
    wanted: t.string({ description: 'Where they would have to come from.', resolve: ({ error }) => error.wanted }),
  }),
});

refusalType(CodeStatusError, {
  description: 'The status of the code forbids this (K2).',
  fields: (t) => ({
    status: t.string({ description: 'Status of the code.', resolve: ({ error }) => error.status }),
  }),
});

refusalType(ImportEndedError, {
  description: 'The import has ended: there is nothing left to cancel.',
  fields: (t) => ({ status: t.string({ description: 'How it ended.', resolve: ({ error }) => error.status }) }),
});

refusalType(RotatingCodeExpiredError, {
  description:
    'The text of a rotating QR code is of another time: an old screenshot, or one that was made in advance. Its holder shows the QR code of now.',
  fields: (t) => ({
    shownAt: t.field({
      type: 'DateTime',
      description: 'When it was to be shown: the begin of its 30 seconds.',
      resolve: ({ error }) => error.shownAt,
    }),
    at: t.field({
      type: 'DateTime',
      description: 'The moment at which it is judged: now, or when it was confirmed offline.',
      resolve: ({ error }) => error.at,
    }),
  }),
});
