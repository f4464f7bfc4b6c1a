import { setTimeout } from 'node:timers/promises';
import { sequenceEvents } from '../domain/events/index.ts';
import type { RunStatement } from '../domain/kit/statement.ts';
import { createBell } from './bell.ts';

export type Sequencer = {
  /** Says that something was committed. Cheap, never throws; many calls make one run. */
  wake: () => void;
  /** False when it has not finished a run for long: events have no numbers then. */
  isAlive: () => boolean;
  /** How long committed events may have waited for their numbers. */
  lagSeconds: () => number;
  /** Ends after the run under way. */
  stop: () => Promise<void>;
};

/** Catches what no wake told of: events of another instance, or of one that was killed before its own run. */
const POLL_MS = 500;
/** Commits of one burst are numbered together. */
const GATHER_MS = 3;
const PAUSE_AFTER_FAILURE_MS = 200;
const DEAD_AFTER_MS = 10_000;

/**
 * Numbers committed events, one run at a time.
 * @param options.runStatement on a connection of its own: it must not wait behind requests
 */
export function startSequencer(options: {
  runStatement: RunStatement;
  onError: (error: unknown) => void;
  /** Told when events have got their numbers. */
  onNumbered: () => void;
}): Sequencer {
  const bell = createBell();
  let isStopping = false;
  let lastSuccessAt = performance.now();
  /** When the first of the commits was told that no run has seen yet. */
  let pendingSince: number | null = null;

  const runOnce = async (): Promise<void> => {
    const servedSince = pendingSince;
    // Forgotten before the run: a commit that is told from now on may come too late for it.
    pendingSince = null;
    try {
      if ((await sequenceEvents(options)) > 0) options.onNumbered();
      lastSuccessAt = performance.now();
    } catch (error) {
      pendingSince = servedSince ?? performance.now();
      options.onError(error);
      await setTimeout(PAUSE_AFTER_FAILURE_MS);
    }
  };
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      await runOnce();
      if (pendingSince === null) await bell.ringOr(POLL_MS);
      await setTimeout(GATHER_MS);
    }
  };
  const running = loop();
  return {
    wake: () => {
      pendingSince ??= performance.now();
      bell.ring();
    },
    isAlive: () => !isStopping && performance.now() - lastSuccessAt < DEAD_AFTER_MS,
    lagSeconds: () => (pendingSince === null ? 0 : (performance.now() - pendingSince) / 1000),
    stop: () => {
      isStopping = true;
      bell.ring();
      return running;
    },
  };
}
