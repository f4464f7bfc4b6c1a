import './event.errors.ts';
import './event.queries.ts';
import './event.subscriptions.ts';
import './event.type.ts';
