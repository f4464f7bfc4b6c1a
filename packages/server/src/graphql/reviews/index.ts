import './review.type.ts';
import './review.errors.ts';
import './review.queries.ts';
import './review.mutations.ts';
