import './near-store.queries.ts';
import './store.errors.ts';
import './store.mutations.ts';
import './store.queries.ts';
