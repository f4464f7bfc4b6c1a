import './placement-page.fields.ts';
import './placement.errors.ts';
import './placement.mutations.ts';
import './placement.queries.ts';
