import './claim.errors.ts';
import './claim.mutations.ts';
import './claim.queries.ts';
import './claim.type.ts';
