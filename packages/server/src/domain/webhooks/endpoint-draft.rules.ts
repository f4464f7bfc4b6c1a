import type { Prisma } from '../../generated/prisma/client.ts';
import type { WebhookEndpointStatus } from '../../generated/prisma/enums.ts';
import { InvalidInputError } from '../kit/errors.ts';

/** What a merchant says of an endpoint. `document` null: events as they were written; `types` empty: all. */
export type EndpointDraft = {
  name: string;
  url: string;
  types: readonly string[];
  document: string | null;
  variables: Prisma.JsonObject | null;
};

/** Changes of an endpoint; absent: as it is. */
export type EndpointChanges = Partial<EndpointDraft> & { status?: Exclude<WebhookEndpointStatus, 'DISABLED'> };

const MOST_NAME = 64;
const MOST_URL = 1_024;
const MOST_TYPES = 100;
const MOST_DOCUMENT = 16_384;
const MOST_VARIABLES = 4_096;
const TYPE = /^[a-z_]+\.[a-z_]+$/;

/** Throws InvalidInputError with the field. What is known of types and documents elsewhere is not checked here. */
export function assertEndpointDraft({ name, url, types, document, variables }: EndpointDraft): void {
  if (name.trim() === '') throw new InvalidInputError(['name'], 'Name the endpoint', 'MISSING');
  assertAtMost('name', name, MOST_NAME);
  assertUrl(url);
  if (types.length > MOST_TYPES) throw new InvalidInputError(['types'], `At most ${MOST_TYPES}`);
  const wrong = types.findIndex((type) => !TYPE.test(type));
  if (wrong !== -1) throw new InvalidInputError(['types', wrong], 'A type of event: `card.claimed` …');
  if (document !== null) assertAtMost('document', document, MOST_DOCUMENT);
  if (variables === null) return;
  if (document === null) throw new InvalidInputError(['variables'], 'Variables are for a document');
  assertAtMost('variables', JSON.stringify(variables), MOST_VARIABLES);
}

function assertAtMost(field: string, text: string, most: number): void {
  if (text.length > most) throw new InvalidInputError([field], `At most ${most} characters`, 'TOO_LONG');
}

function assertUrl(url: string): void {
  const refuse = (why: string): never => {
    throw new InvalidInputError(['url'], why);
  };
  assertAtMost('url', url, MOST_URL);
  if (!URL.canParse(url)) return refuse('An address such as https://shop.example.com/hooks');
  const { protocol, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return refuse('An address that begins with https:// or http://');
  if (username !== '' || password !== '') return refuse('An address without user and password');
  if (hash !== '') return refuse('An address without #');
}
