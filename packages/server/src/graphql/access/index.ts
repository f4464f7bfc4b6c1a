import './access.errors.ts';
import './key.mutations.ts';
import './key.queries.ts';
import './operation.mutations.ts';
import './person.mutations.ts';
import './sign-in.mutations.ts';
import './user-token.mutations.ts';
import './viewer.queries.ts';
