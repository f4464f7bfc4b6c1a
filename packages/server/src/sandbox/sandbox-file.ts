/** What a program needs to try one sandbox merchant. */
export type SandboxMerchant = {
  appId: string;
  appSecret: string;
  secretKey: string;
  publishableKey: string;
  reportKey: string;
  /** For HS256 user tokens; see `signUserToken` of `@kaquan/sdk/server`. */
  signingSecret: string;
  /** Signs the owner in, once, within 24 h; new at each start. */
  signInUrl: string;
};

/** Content of `<data folder>/sandbox.json`: the first sandbox merchant, and under `other` the second. */
export type SandboxFile = KeptSandbox & {
  /** Ids of the first merchant's demo cards, by external id. */
  cards: Readonly<Record<string, string>>;
};

/** What the next start needs of it. */
export type KeptSandbox = SandboxMerchant & {
  /** Address of the server. */
  url: string;
  /** The installation's operator. */
  operatorKey: string;
  other: SandboxMerchant;
};

const TEXTS = ['appId', 'appSecret', 'secretKey', 'publishableKey', 'reportKey', 'signingSecret', 'signInUrl'] as const;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;

function merchantIn(value: unknown): SandboxMerchant | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const [appId, appSecret, secretKey, publishableKey, reportKey, signingSecret, signInUrl] = TEXTS.map((name) =>
    textIn(fields, name),
  );
  if (!appId || !appSecret || !secretKey || !publishableKey || !reportKey || !signingSecret || !signInUrl) return null;
  return { appId, appSecret, secretKey, publishableKey, reportKey, signingSecret, signInUrl };
}

const textIn = (fields: Fields, name: string): string | null => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Reads what a start before has written; null when it is no whole sandbox file. */
export function parseSandboxFile(text: string): KeptSandbox | null {
  const fields = fieldsOf(parseJson(text));
  const first = merchantIn(fields);
  const other = merchantIn(fields?.['other']);
  const url = fields && textIn(fields, 'url');
  const operatorKey = fields && textIn(fields, 'operatorKey');
  return first && other && url && operatorKey ? { url, ...first, operatorKey, other } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A file that was cut short is as good as none: new keys are made.
  }
}
