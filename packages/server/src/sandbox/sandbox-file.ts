/** What a program needs to try one sandbox merchant: nothing has to be looked up in the other half of the file. */
export type SandboxMerchant = {
  /** Address of the server. */
  url: string;
  appId: string;
  appSecret: string;
  secretKey: string;
  publishableKey: string;
  reportKey: string;
  /** For HS256 user tokens; see `signUserToken` of `@kaquan/sdk/server`. */
  signingSecret: string;
  /** Signs the owner in, once, within 24 h; new at each start. */
  signInUrl: string;
  /** The installation's operator. */
  operatorKey: string;
};

/** Content of `<data folder>/sandbox.json`: the first sandbox merchant, and the same under `other` for the second. */
export type SandboxFile = SandboxMerchant & {
  other: SandboxMerchant;
  /** Ids of the first merchant's demo cards, by external id. */
  cards: Readonly<Record<string, string>>;
};

/** The server's address in such a file; null when it holds none, as one that was cut short. */
export function addressIn(text: string): string | null {
  try {
    const file: unknown = JSON.parse(text);
    const url: unknown = typeof file === 'object' && file !== null && 'url' in file ? file.url : null;
    return typeof url === 'string' && URL.canParse(url) ? url : null;
  } catch {
    return null;
  }
}
