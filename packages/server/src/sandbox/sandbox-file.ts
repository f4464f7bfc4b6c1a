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
export type SandboxFile = KeptSandbox & {
  /** Ids of the first merchant's demo cards, by external id. */
  cards: Readonly<Record<string, string>>;
};

/** What the next start needs of it. */
export type KeptSandbox = SandboxMerchant & { other: SandboxMerchant };

const NAMES = [
  'url',
  'appId',
  'appSecret',
  'secretKey',
  'publishableKey',
  'reportKey',
  'signingSecret',
  'signInUrl',
  'operatorKey',
] as const satisfies readonly (keyof SandboxMerchant)[];

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;

function merchantIn(fields: Fields): SandboxMerchant | null {
  const found = NAMES.flatMap((name) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  return found.length === NAMES.length ? wholeMerchant(Object.fromEntries(found)) : null;
}

// All names were found; the compiler does not count them.
const wholeMerchant = (fields: object): SandboxMerchant => fields as SandboxMerchant;

/** Reads what a start before has written; null when it is no whole sandbox file. */
export function parseSandboxFile(text: string): KeptSandbox | null {
  const fields = fieldsOf(parseJson(text));
  const inner = fieldsOf(fields?.['other']);
  if (fields === null || inner === null) return null;
  const [first, other] = [merchantIn(fields), merchantIn(inner)];
  return first && other ? { ...first, other } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A file that was cut short is as good as none: new keys are made.
  }
}
