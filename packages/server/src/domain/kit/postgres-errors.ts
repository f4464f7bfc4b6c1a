/** Reads PostgreSQL's own code and constraint out of what the ORM and its driver adapter throw. */
type Details = { code: string | null; constraint: string | null };

function detailsOf(error: unknown): Details {
  let code: string | null = null;
  let constraint: string | null = null;
  let at: unknown = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    const fields = new Map<string, unknown>(Object.entries(at));
    const found = fields.get('originalCode') ?? fields.get('code');
    if (typeof found === 'string' && /^[0-9A-Z]{5}$/.test(found)) code = found;
    const named = fields.get('constraint');
    if (typeof named === 'string') constraint = named;
    at =
      fields.get('meta') ?? fields.get('driverAdapterError') ?? (at instanceof Error ? at.cause : fields.get('cause'));
  }
  return { code, constraint };
}

export const isLockTimeout = (error: unknown): boolean => detailsOf(error).code === '55P03';

// A lock that was held too long, a deadlock; no connection or no time left for the transaction; the ORM's word for a deadlock.
const BUSY: readonly (string | null)[] = ['55P03', '40P01', 'P2028', 'P2034'];

/** True when a transaction was given up because others were in its way: the same call may succeed later. */
export const isBusy = (error: unknown): boolean => BUSY.includes(detailsOf(error).code);

/** True for a violated unique constraint or index. After it the transaction is dead: throw. */
export const isUniqueViolation = (error: unknown): boolean => {
  const { code } = detailsOf(error);
  return code === '23505' || (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002');
};

/**
 * True where a statement did nothing and parts of it may succeed by themselves: it was refused for what it was given, or
 * met another in a deadlock. Not where the database or the way to it failed.
 */
export const isOfPart = (error: unknown): boolean => /^(22|23|40)/.test(detailsOf(error).code ?? '');
