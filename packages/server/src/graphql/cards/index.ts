import './card.errors.ts';
import './card.type.ts';
import './card.queries.ts';
import './card.mutations.ts';
