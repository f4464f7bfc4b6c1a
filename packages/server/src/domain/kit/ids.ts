/** Prefix of each kind of row: ids are `prefix_` + ULID (graphql.md §3). */
export const ID_PREFIXES = {
  merchant: 'mer',
  key: 'key',
  safeDomain: 'dom',
  userTokenKey: 'utk',
  signingSecret: 'sig',
  operation: 'op',
  person: 'per',
  signInLink: 'sil',
  signInAttempt: 'sia',
  session: 'ses',
  device: 'dev',
  accessToken: 'tok',
  ticket: 'tkt',
  media: 'media',
  store: 'store',
  review: 'rev',
  card: 'card',
  cardVersion: 'ver',
  lot: 'lot',
  stockChange: 'stc',
  code: 'code',
  codeHistory: 'hist',
  import: 'imp',
  importProblem: 'imr',
  claim: 'claim',
  draw: 'draw',
  drawEntry: 'dre',
  gift: 'gift',
  redemption: 'rdm',
  redemptionAttempt: 'rda',
  redemptionReversal: 'rdv',
  placement: 'plc',
  message: 'msg',
  broadcast: 'bct',
  event: 'evt',
  webhookEndpoint: 'whe',
  webhookDelivery: 'whd',
  webhookAttempt: 'wha',
} as const;
export type IdPrefix = (typeof ID_PREFIXES)[keyof typeof ID_PREFIXES];

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const ID = new RegExp(`^([a-z]+)_${ULID}$`);

/** The prefix of a well-formed id, else null. */
export const prefixOf = (id: string): string | null => ID.exec(id)?.[1] ?? null;
