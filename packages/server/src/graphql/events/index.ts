import './event.queries.ts';
import './event.type.ts';
