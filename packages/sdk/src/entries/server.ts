export {
  type CardExtOptions,
  type CardExtV1Options,
  type CardExtV2Options,
  signCardExt,
} from '../server/sign-card-ext.ts';
export { type SignUserTokenOptions, signUserToken, type UserTokenPrivateKey } from '../server/sign-user-token.ts';
