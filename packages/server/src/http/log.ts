/** One answered request. */
export type RequestLine = {
  method: string;
  path: string;
  status: number;
  ms: number;
  requestId: string;
  ip: string;
  merchantId?: string | null | undefined;
  actor?: string | undefined;
};

/** Where the door writes its lines. Fields hold no secret: no key, token, code or query string. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  request(fields: RequestLine): void;
};
