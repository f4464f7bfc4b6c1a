const HEARTBEAT_MS = 15_000;
let output = process.stdout;

/** A failure that is explained to the user in two lines instead of a stack. */
export class LaunchError extends Error {
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

/** From now on progress goes to stderr. */
export function sayOnStderr() {
  output = process.stderr;
}

export function say(line) {
  output.write(`${line}\n`);
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs one step and tells how long it took; a long one shows that it lives. */
export async function step(title, work) {
  const since = performance.now();
  say(`${title} …`);
  const heartbeat = setInterval(() => say(`  still at it (${seconds(since)})`), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    say(`  ${title}: ${seconds(since)}`);
  }
}
