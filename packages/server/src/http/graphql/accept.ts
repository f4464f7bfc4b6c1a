import type { IncomingMessage } from 'node:http';
import { headerOf } from '../exchange.ts';

const STREAM = 'text/event-stream';
const ANSWERS = ['application/json', 'application/graphql-response+json', '*/*', 'application/*'];

/** The media types of an Accept header; those with q=0 are not accepted. */
function acceptedTypes(req: IncomingMessage): string[] {
  return (headerOf(req, 'accept') ?? '*/*').split(',').flatMap((entry) => {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter)) ? [] : [type];
  });
}

// Nearly every request names no stream: then nothing needs to be read closer.
const namesStream = (req: IncomingMessage): boolean => headerOf(req, 'accept')?.toLowerCase().includes(STREAM) === true;

/** Whether the caller can read events of a stream. */
export const acceptsStream = (req: IncomingMessage): boolean => namesStream(req) && acceptedTypes(req).includes(STREAM);

/** Whether the caller reads nothing else. */
export const wantsStreamOnly = (req: IncomingMessage): boolean =>
  acceptsStream(req) && !acceptedTypes(req).some((type) => ANSWERS.includes(type));
