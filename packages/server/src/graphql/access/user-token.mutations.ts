import { addSafeDomain, addUserTokenKey, createUserToken } from '../../domain/access/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const SafeDomainKindEnum = enumType('SafeDomainKind', 'What kind of place a publishable key is used from.', {
  DOMAIN: 'Web pages of a host.',
  MINI_PROGRAM: 'A mini program.',
  APP_BUNDLE: 'An app.',
} satisfies Record<Rows.SafeDomainKind, string>);

const SafeDomainType = builder.objectRef<Rows.SafeDomain>('SafeDomain').implement({
  description: 'A place from which the merchant’s publishable keys may be used (graphql.md §1).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the entry: `dom_…`.' }),
    kind: t.expose('kind', { type: SafeDomainKindEnum, description: 'What kind of place.' }),
    value: t.exposeString('value', { description: 'The host (or `*.host`), mini-program appid or app bundle id.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

const SafeDomainAddInput = builder.inputType('SafeDomainAddInput', {
  description: 'A place from which publishable keys may be used.',
  fields: (t) => ({
    kind: t.field({ type: SafeDomainKindEnum, required: true, description: 'What kind of place.' }),
    value: t.string({
      required: true,
      description: 'A host with its port where that is not 443, `*.host`, a mini-program appid, or an app bundle id.',
    }),
  }),
});

const SafeDomainAddPayload = payloadType<Rows.SafeDomain>('SafeDomainAddPayload', {
  description: 'The answer of `safeDomainAdd`.',
  fields: (t) => ({
    safeDomain: t.field({
      type: SafeDomainType,
      nullable: true,
      description: 'The entry; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('safeDomainAdd', (t) =>
  t.field({
    type: SafeDomainAddPayload,
    description:
      'Lets publishable keys be used from one more place; adding it again changes nothing. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: SafeDomainAddInput, required: true, description: 'The place.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => addSafeDomain(domain, input)),
  }),
);

const UserTokenKeyType = builder.objectRef<Rows.UserTokenKey>('UserTokenKey').implement({
  description: 'Public half of a key with which the merchant signs user tokens (EdDSA).',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Id of the entry: `utk_…`; names the key in tokens where its JWK has no `kid`.',
    }),
    publicJwk: t.expose('publicJwk', {
      type: 'JSON',
      description: 'The public key as JWK: `{ kty: "OKP", crv: "Ed25519", x }`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
  }),
});

const UserTokenKeyAddInput = builder.inputType('UserTokenKeyAddInput', {
  description: 'Public half of an Ed25519 key.',
  fields: (t) => ({
    publicJwk: t.field({
      type: 'JSON',
      required: true,
      description: 'As JWK: `{ kty: "OKP", crv: "Ed25519", x, kid? }`; never with its private half `d`.',
    }),
  }),
});

const UserTokenKeyAddPayload = payloadType<Rows.UserTokenKey>('UserTokenKeyAddPayload', {
  description: 'The answer of `userTokenKeyAdd`.',
  fields: (t) => ({
    userTokenKey: t.field({
      type: UserTokenKeyType,
      nullable: true,
      description: 'The entry; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('userTokenKeyAdd', (t) =>
  t.field({
    type: UserTokenKeyAddPayload,
    description: 'Registers a key with which the merchant signs user tokens. Needs `keys:write`.',
    authScopes: { scope: 'keys:write' },
    args: { input: t.arg({ type: UserTokenKeyAddInput, required: true, description: 'The public key.' }) },
    resolve: (_root, { input: { publicJwk } }, { domain }) => outcomeOf(() => addUserTokenKey(domain, { publicJwk })),
  }),
);

type SignedToken = Awaited<ReturnType<typeof createUserToken>>;

const UserTokenCreateInput = builder.inputType('UserTokenCreateInput', {
  description: 'Whom a user token is for.',
  fields: (t) => ({
    openid: t.string({ required: true, description: 'The user, 1 to 64 of A-Z a-z 0-9 _ - (W5).' }),
    ttlSeconds: t.int({ description: 'Seconds that it is good for, 1 to 7,200; 900 when absent.' }),
    origin: t.string({ description: 'The only origin whose pages may use it: `https://shop.example`.' }),
  }),
});

const UserTokenCreatePayload = payloadType<SignedToken>('UserTokenCreatePayload', {
  description: 'The answer of `userTokenCreate`.',
  fields: (t) => ({
    token: t.string({
      nullable: true,
      description: 'The token, for the header `X-Kaquan-User`; null when refused.',
      resolve: ({ value }) => value?.token ?? null,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null when refused.',
      resolve: ({ value }) => value?.expiresAt ?? null,
    }),
  }),
});

builder.mutationField('userTokenCreate', (t) =>
  t.field({
    type: UserTokenCreatePayload,
    description:
      'Signs a user token (JWT) with the merchant’s signing secret; nothing is stored. Needs `user-tokens:write`.',
    authScopes: { scope: 'user-tokens:write' },
    args: { input: t.arg({ type: UserTokenCreateInput, required: true, description: 'Whom it is for.' }) },
    resolve: (_root, { input: { openid, ttlSeconds, origin } }, { domain }) =>
      outcomeOf(() =>
        createUserToken(domain, { openid, ttlSeconds: ttlSeconds ?? undefined, origin: origin ?? undefined }),
      ),
  }),
);
