import './code-change.type.ts';
import './code.queries.ts';
import './code.type.ts';
import './mine.subscriptions.ts';
