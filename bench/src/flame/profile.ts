/** What V8's profiler tells: a tree of calls, and which of them was running at each look. */
export type Profile = {
  nodes: readonly ProfileNode[];
  /** Ids of nodes. */
  samples: readonly number[];
  /** Microseconds. */
  startTime: number;
  endTime: number;
};

export type CallFrame = { functionName: string; url: string; lineNumber: number; columnNumber: number };
export type ProfileNode = { id: number; callFrame: CallFrame; children?: readonly number[] };

/** A call with all that ran below it, in looks of the profiler. */
export type Call = { frame: CallFrame; own: number; whole: number; below: Call[] };

/** Waiting for work is no work. */
const IDLE = '(idle)';

/** The tree of a profile without the time in which nothing ran. */
export function callsOf({ nodes, samples }: Pick<Profile, 'nodes' | 'samples'>): Call {
  const counts = new Map<number, number>();
  for (const id of samples) counts.set(id, (counts.get(id) ?? 0) + 1);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callOf = ({ id, callFrame, children = [] }: ProfileNode): Call => {
    const below = children
      .flatMap((child) => byId.get(child) ?? [])
      .filter((node) => node.callFrame.functionName !== IDLE)
      .map(callOf);
    const own = counts.get(id) ?? 0;
    return { frame: callFrame, own, whole: below.reduce((sum, { whole }) => sum + whole, own), below };
  };
  const [root] = nodes;
  if (root === undefined) throw new Error('The profile is empty');
  return callOf(root);
}

/** How long something ran on the main thread, in microseconds. */
export const microsOf = ({ samples, startTime, endTime }: Profile, root: Call): number =>
  (root.whole / samples.length) * (endTime - startTime);
