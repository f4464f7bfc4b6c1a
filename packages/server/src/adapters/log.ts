import { type DestinationStream, pino, type Logger } from 'pino';

/**
 * Structured lines on standard output, one JSON object each.
 * @param options.level lowest level that is written; `silent` writes none
 */
export function createLog(options: { level: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    // Nobody means to log these; a careless object must not give them away.
    redact: {
      paths: ['authorization', 'cookie', 'token', 'secret', '*.authorization', '*.cookie', '*.token', '*.secret'],
      censor: '…',
    },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
