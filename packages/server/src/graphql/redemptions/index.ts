import './redemption-attempt.queries.ts';
import './redemption.errors.ts';
import './redemption.mutations.ts';
import './redemption.queries.ts';
import './redemption.subscriptions.ts';
import './redemption.type.ts';
import './rotating-code.mutations.ts';
import './self-redemption.mutations.ts';
