import './message.mutations.ts';
import './message.queries.ts';
