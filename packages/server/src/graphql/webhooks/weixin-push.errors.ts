import { HandshakeFailedError } from '../../domain/webhooks/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(HandshakeFailedError, {
  description: 'Nobody who knows the token answers at the callback address (contract §10.1).',
  fields: (t) => ({
    statusCode: t.int({
      nullable: true,
      description: 'HTTP status of the answer, which was not the echo; null: none came.',
      resolve: ({ error }) => error.statusCode,
    }),
    sendFault: t.string({
      nullable: true,
      description:
        'Why no answer came: `TIMEOUT` (5 seconds), `CONNECTION_FAILED`, `CONNECTION_LOST`, `NAME_UNKNOWN`, `TLS_FAILED`, `ADDRESS_FORBIDDEN` (a private address); null: one came.',
      resolve: ({ error }) => error.sendFault,
    }),
  }),
});
