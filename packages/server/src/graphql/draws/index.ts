import './draw.errors.ts';
import './draw.mutations.ts';
import './draw.queries.ts';
import './draw.type.ts';
