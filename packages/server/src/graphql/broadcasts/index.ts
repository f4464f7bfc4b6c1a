import './broadcast.mutations.ts';
import './broadcast.queries.ts';
