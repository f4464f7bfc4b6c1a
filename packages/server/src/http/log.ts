/** Where the door writes its lines. Fields hold no secret: no key, token, code or query string. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
