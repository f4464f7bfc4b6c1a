/** Where a driver sends its operations, and how they are spoken there. */
export type Endpoint = {
  dialect: 'kaquan' | 'reference' | 'postgraphile' | 'sql' | 'coalesced';
  /** Of the server; in the dialects `sql` and `coalesced` of the database. */
  url: string;
  /** Null: nobody asks for one. */
  key: string | null;
  /** Keys of subscribers, each in turn: a credential has a bound. Absent: that key. */
  listeningKeys?: readonly string[];
  /** How subscribers listen. */
  stream: 'sse' | 'websocket';
};

export type Work =
  /** On one card, or on one of many. */
  | { kind: 'claim'; cardIds: readonly string[] }
  /** Each number once; the run ends early when all are used. */
  | { kind: 'redeem'; values: readonly string[] }
  | { kind: 'readCard'; cardIds: readonly string[] }
  | { kind: 'listCodes' }
  | { kind: 'empty' }
  /** So many requests for a fresh card of so many pieces, each by a user of its own. */
  | { kind: 'sellOut'; requests: number; pieces: number }
  /**
   * Subscribers, each to one of the cards in turn, while these are claimed in turn at a steady rate; beside them others
   * to cards that nobody claims.
   */
  | {
      kind: 'follow';
      cardIds: readonly string[];
      subscribers: number;
      eventsPerSecond: number;
      /** Where the latency begins: when the claim is sent, or when its event happens in the server, which only Kaquan tells. */
      since: 'sent' | 'occurred';
      idle?: { cardIds: readonly string[]; subscribers: number };
    }
  /** One file of so many codes for a fresh card, to the last row; what counts of it afterwards is the card. */
  | { kind: 'import'; rows: number }
  /** Claims that are not measured; their numbers are what counts. */
  | { kind: 'makeCodes'; cardIds: readonly string[]; count: number };

export type WorkKind = Work['kind'];

export type Job = {
  /** Unique in this run: the users of a job begin with it. */
  name: string;
  endpoint: Endpoint;
  work: Work;
  clients: number;
  seconds: number;
  /** Decides which cards are chosen. */
  seed: number;
};

/** What one run came to. `operations` are deliveries where subscribers listen, rows of an import. Null: there is one only. */
export type Figures = {
  operations: number;
  seconds: number;
  p50Ms: number | null;
  p99Ms: number | null;
  /** What only this kind of work tells, by the head of its column. */
  extras?: Readonly<Record<string, number>>;
};

export type Outcome = { figures: Figures; codes: readonly string[] };

/** Messages of a driver to who started it. */
export type FromDriver = { kind: 'begun' } | { kind: 'done'; outcome: Outcome } | { kind: 'failed'; message: string };
