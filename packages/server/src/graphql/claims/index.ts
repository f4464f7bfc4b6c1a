import './claimability.type.ts';
import './claim-context.queries.ts';
import './claim.errors.ts';
import './claim.mutations.ts';
import './claim.queries.ts';
import './claim.subscriptions.ts';
import './claim.type.ts';
import './claims.mutations.ts';
