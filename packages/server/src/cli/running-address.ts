import { z } from 'zod';

const PATIENCE_MS = 1_000;

const healthSchema = z.object({ status: z.literal('ok') });

/** The address, if a Kaquan server answers there; a command beside it does not know its port otherwise. */
export async function runningAddress(address: string | null): Promise<string | null> {
  if (address === null) return null;
  try {
    const response = await fetch(new URL('/healthz', address), { signal: AbortSignal.timeout(PATIENCE_MS) });
    return healthSchema.safeParse(await response.json()).success ? address : null;
  } catch {
    return null; // Nobody answers, or somebody else does.
  }
}
