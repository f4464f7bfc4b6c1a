import { NonceReusedError, SignatureExpiredError, SignatureInvalidError } from '../../domain/signatures/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { adviceOf } from './advice.texts.ts';
import { SignaturePartEnum } from './signature.enums.ts';

const TOLD = 'told to test keys and sandbox merchants only';

refusalType(SignatureInvalidError, {
  description: 'The signature of `cardExt` does not fit what it stands beside (contract §1.5).',
  fields: (t) => ({
    part: t.field({
      type: SignaturePartEnum,
      description: 'What is wrong, as far as can be told.',
      resolve: ({ error }) => error.part,
    }),
    expectedText: t.string({
      nullable: true,
      description: `The text whose digest the server expects, with the secret masked; null: ${TOLD}.`,
      resolve: ({ error }) => error.explanation?.expectedText ?? null,
    }),
    clockSkewSeconds: t.int({
      nullable: true,
      description: `Seconds by which the signer’s time is ahead of the server’s; null: there is no time in it, or it is not told: ${TOLD}.`,
      resolve: ({ error }) => error.explanation?.clockSkewSeconds ?? null,
    }),
    advice: t.string({
      nullable: true,
      description: `What to do, in the language of the Accept-Language header (zh-CN or en); null: not told, ${TOLD}.`,
      resolve: ({ error }, _args, { language }) => (error.explanation ? adviceOf(error.part, language) : null),
    }),
  }),
});

refusalType(SignatureExpiredError, {
  description: 'The time in the signature is more than 300 seconds away from the server’s.',
  fields: (t) => ({
    part: t.field({ type: SignaturePartEnum, description: '`TIMESTAMP`.', resolve: ({ error }) => error.part }),
    skewSeconds: t.int({
      description: 'Seconds by which the signer’s time is ahead of the server’s; negative: behind.',
      resolve: ({ error }) => error.skewSeconds,
    }),
  }),
});

refusalType(NonceReusedError, {
  description: 'The signature is good for one claim and has been used: sign a new one for each claim.',
  fields: (t) => ({
    part: t.field({ type: SignaturePartEnum, description: '`NONCE`.', resolve: ({ error }) => error.part }),
  }),
});
