import { type DestinationStream, destination, pino } from 'pino';

type ShownError = { type: string; message: string; code?: unknown; stack?: string; cause?: ShownError };

const MOST_CAUSES = 4;

/** What of an error belongs into a log: never what libraries hang on it. */
function shownError(error: unknown, depth = 0): ShownError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth >= MOST_CAUSES ? {} : { cause: shownError(error.cause, depth + 1) }),
  };
}

/** Standard output and standard error, each opened once in a process. */
const opened = new Map<1 | 2, DestinationStream>();
/** Lines go out together, this many bytes or this late: a write of its own for each request is a tenth of what it costs. */
const TOGETHER_BYTES = 4_096;
const LATEST_MS = 100;

function standard(descriptor: 1 | 2): DestinationStream {
  const before = opened.get(descriptor);
  if (before !== undefined) return before;
  const made = destination({ dest: descriptor, sync: true, minLength: TOGETHER_BYTES, periodicFlush: LATEST_MS });
  process.once('exit', () => made.flushSync());
  opened.set(descriptor, made);
  return made;
}

type Write = (fields: object, message: string) => void;
export type WrittenLog = Record<'info' | 'warn' | 'error', Write> & { request: (fields: object) => void };

const now = (): string => new Date().toISOString();

/** Its fields are the door's own, flat and none of them a careless object's: pino would look through each of them again. */
function requestWriter(stream: DestinationStream, isWritten: boolean): (fields: object) => void {
  if (!isWritten) return () => undefined;
  return (fields) => {
    const line = { level: 'info', time: now(), ...fields, msg: 'request' };
    stream.write(`${JSON.stringify(line)}\n`);
  };
}

/** Where lines go: a stream, or one of the process's own by its number. */
export type LogDestination = DestinationStream | 1 | 2;

/**
 * Structured lines, one JSON object each; on standard output unless told otherwise, at most 100 ms late there.
 * @param options.level lowest level that is written; `silent` writes none
 */
export function createLog(options: { level: string; destination?: LogDestination }): WrittenLog {
  const { level, destination: given = 1 } = options;
  const stream = typeof given === 'number' ? standard(given) : given;
  const settings = {
    level,
    base: null,
    timestamp: () => `,"time":"${now()}"`,
    // An error of the database driver carries its whole connection, with the key that cancels its statements.
    serializers: { err: shownError },
    formatters: { level: (label: string) => ({ level: label }) },
    // Nobody means to log these; a careless object must not give them away.
    redact: {
      paths: ['authorization', 'cookie', 'token', 'secret', '*.authorization', '*.cookie', '*.token', '*.secret'],
      censor: '…',
    },
  };
  const log = pino(settings, stream);
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    request: requestWriter(stream, log.isLevelEnabled('info')),
  };
}
