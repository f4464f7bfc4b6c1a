export {
  type CardExtOptions,
  type CardExtV1Options,
  type CardExtV2Options,
  signCardExt,
} from '../server/sign-card-ext.ts';
export { type CardSign, type CardSignOptions, signCardSign } from '../server/sign-card-sign.ts';
export { type JsConfig, type JsConfigOptions, signJsConfig } from '../server/sign-js-config.ts';
export { type SignUserTokenOptions, signUserToken, type UserTokenPrivateKey } from '../server/sign-user-token.ts';
