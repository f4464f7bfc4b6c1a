import { builder } from '../builder.ts';

/** The user of a user token; rooms add what is theirs. */
export const MeType = builder.objectRef<{ openid: string }>('Me').implement({
  description: 'The user of the user token, and what belongs to this user alone (W5).',
  fields: (t) => ({
    openid: t.exposeString('openid', { description: 'The user.' }),
  }),
});
