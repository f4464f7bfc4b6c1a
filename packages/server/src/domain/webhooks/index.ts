export type { PushCall, PushFacts, PushMode, PushSettings } from './weixin-push.ports.ts';
