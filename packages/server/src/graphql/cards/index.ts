import './card.type.ts';
import './card-life.fields.ts';
import './card.errors.ts';
import './card.queries.ts';
import './card.mutations.ts';
import './card-life.mutations.ts';
