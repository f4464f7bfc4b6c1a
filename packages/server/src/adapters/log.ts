import { type DestinationStream, pino, type Logger } from 'pino';

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

/**
 * Structured lines on standard output, one JSON object each.
 * @param options.level lowest level that is written; `silent` writes none
 */
export function createLog(options: { level: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // An error of the database driver carries its whole connection, with the key that cancels its statements.
    serializers: { err: shownError },
    formatters: { level: (label: string) => ({ level: label }) },
    // Nobody means to log these; a careless object must not give them away.
    redact: {
      paths: ['authorization', 'cookie', 'token', 'secret', '*.authorization', '*.cookie', '*.token', '*.secret'],
      censor: '…',
    },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
