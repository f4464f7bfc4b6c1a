export { pushFactsOf } from './weixin-facts.queries.ts';
export type { PushCall, PushFacts, PushMode, PushSettings } from './weixin-push.ports.ts';
