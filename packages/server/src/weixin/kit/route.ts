import type { IncomingMessage } from 'node:http';
import type { DomainContext } from '../../domain/kit/context.ts';
import type { Field } from '../../domain/kit/errors.ts';
import { isGiven } from './codecs.ts';
import type { JsonObject } from './read-body.ts';
import { WireFault } from './wire-fault.ts';

/** The domain before it is known who acts. */
export type Root = Omit<DomainContext, 'actor'>;

export type Method = 'GET' | 'POST';

/** A call that brings its own credentials (the token calls). */
export type OpenCall = { root: Root; req: IncomingMessage; query: URLSearchParams };

/** A call under an access_token. `body` is the JSON object of routes that take one, else empty. */
export type Call = { ctx: DomainContext; req: IncomingMessage; query: URLSearchParams; body: JsonObject };

type Shared = {
  methods: readonly Method[];
  /** Names a field of the domain as this call spells it. */
  wirePathOf?: (field: Field, body: JsonObject) => string;
};

/** One path of the door. What `answer` gives is sent as it is; {@link ok} adds the envelope. */
export type Route = Shared &
  (
    | { access: 'open'; answer: (call: OpenCall) => Promise<JsonObject> }
    | { access: 'token'; takes: 'json' | 'nothing' | 'upload'; answer: (call: Call) => Promise<JsonObject> }
  );

/** The envelope of a success; `errcode` must be there (contract §1.9). */
export const ok = (fields: JsonObject = {}): JsonObject => ({ errcode: 0, errmsg: 'ok', ...fields });

/** An optional text of a body. */
export function optionalText(body: JsonObject, name: string): string | null {
  const value = body[name];
  if (!isGiven(value)) return null;
  if (typeof value !== 'string') throw new WireFault(40035, name);
  return value;
}

/** A required text of a body; its absence has a number of its own. */
export function requiredText(body: JsonObject, name: string, missing: number): string {
  const value = optionalText(body, name);
  if (value === null) throw new WireFault(missing);
  return value;
}

/** An optional switch of a body. */
export function switchOf(body: JsonObject, name: string, fallback: boolean): boolean {
  const value = body[name];
  if (!isGiven(value)) return fallback;
  if (typeof value !== 'boolean') throw new WireFault(40035, name);
  return value;
}
