import './signature.errors.ts';
import './signature.mutations.ts';
import './signature.queries.ts';
