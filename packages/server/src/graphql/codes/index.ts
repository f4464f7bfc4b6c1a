import './code-change.type.ts';
import './code.errors.ts';
import './code.queries.ts';
import './code.type.ts';
import './mine.subscriptions.ts';
import './ticket.mutations.ts';
import './ticket.type.ts';
