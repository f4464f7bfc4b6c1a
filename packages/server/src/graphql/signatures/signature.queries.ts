import { explainSignatureOf, type SignatureVerdict } from '../../domain/signatures/index.ts';
import { builder } from '../builder.ts';
import { adviceOf } from './advice.texts.ts';
import { SignaturePartEnum } from './signature.enums.ts';
import { questionOf, SignatureExplainInput } from './signature.inputs.ts';

const SignatureExplanationType = builder.objectRef<SignatureVerdict>('SignatureExplanation').implement({
  description: 'What the server thinks of a signature.',
  fields: (t) => ({
    isValid: t.exposeBoolean('isValid', { description: 'Whether it would be taken now; nonces are not looked at.' }),
    part: t.expose('part', {
      type: SignaturePartEnum,
      nullable: true,
      description: 'What is wrong; null: nothing is.',
    }),
    expectedText: t.exposeString('expectedText', {
      description: 'The text whose digest is the signature, with the ticket masked; empty: there is no ticket yet.',
    }),
    clockSkewSeconds: t.exposeInt('clockSkewSeconds', {
      nullable: true,
      description: 'Seconds by which the signer’s time is ahead of the server’s; null: there is no time in it.',
    }),
    advice: t.string({
      nullable: true,
      description: 'What to do, in the language of the Accept-Language header (zh-CN or en); null: nothing is wrong.',
      resolve: ({ part }, _args, { language }) => adviceOf(part, language),
    }),
  }),
});

builder.queryField('signatureExplain', (t) =>
  t.field({
    type: SignatureExplanationType,
    description:
      'The signature doctor: give it what you sent, it tells which part is wrong. Uses nothing up. Needs `signatures:read`.',
    // It may try thousands of digests.
    complexity: 50,
    authScopes: { scope: 'signatures:read' },
    args: { input: t.arg({ type: SignatureExplainInput, required: true, description: 'What was signed.' }) },
    resolve: (_root, { input }, { domain }) => explainSignatureOf(domain, questionOf(input)),
  }),
);
