import './code-gift.fields.ts';
import './gift.errors.ts';
import './gift.mutations.ts';
import './gift.queries.ts';
import './gift.subscriptions.ts';
import './gift.type.ts';
