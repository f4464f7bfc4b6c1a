import './stock.errors.ts';
import './stock.mutations.ts';
import './stock.subscriptions.ts';
import './stock-change.list.ts';
