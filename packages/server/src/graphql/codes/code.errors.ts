import { CodeStatusError } from '../../domain/codes/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(CodeStatusError, {
  description: 'The status of the code forbids what was asked (K2).',
  fields: (t) => ({ status: t.string({ description: 'Status of the code.', resolve: ({ error }) => error.status }) }),
});
