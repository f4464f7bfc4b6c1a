import { CredentialRefusedError, ForbiddenError, UnauthenticatedError } from '../../domain/access/index.ts';
import { refusalType } from '../kit/user-error.ts';

// Doors give these at the top level; as types they are complete for verbs that sign in or check a credential.

refusalType(UnauthenticatedError, {
  description: 'Nobody, or nobody that is known (graphql.md §14).',
  fields: (t) => ({
    reason: t.string({
      description: 'Why: `KEY_REVOKED`, `USER_TOKEN_EXPIRED` …',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(ForbiddenError, {
  description: 'A known credential, used where or as it may not be (graphql.md §1).',
  fields: (t) => ({
    reason: t.string({
      description: 'Why: `ORIGIN_NOT_SAFE`, `IP_NOT_ALLOWED` …',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(CredentialRefusedError, {
  description: 'An appId, app secret or access token of the Weixin door is refused (contract §1.2).',
  fields: (t) => ({
    fault: t.string({ description: 'What is wrong with it: `APP_ID_UNKNOWN` …', resolve: ({ error }) => error.fault }),
  }),
});
