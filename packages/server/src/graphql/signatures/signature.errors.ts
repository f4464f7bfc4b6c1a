import { NonceReusedError, SignatureExpiredError, SignatureInvalidError } from '../../domain/signatures/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { SignaturePartEnum } from './signature.enums.ts';

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
      description:
        'The text whose digest the server expects, with the secret masked; null: told to test keys and sandbox merchants only.',
      resolve: ({ error }) => error.explanation?.expectedText ?? null,
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
