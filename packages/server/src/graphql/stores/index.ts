import './store.errors.ts';
import './store.mutations.ts';
import './store.queries.ts';
