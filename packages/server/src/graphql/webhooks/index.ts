import './webhook-delivery.queries.ts';
import './webhook-endpoint.mutations.ts';
import './webhook-endpoint.queries.ts';
import './webhook-replay.mutations.ts';
import './weixin-push.errors.ts';
import './weixin-push.mutations.ts';
import './weixin-push.queries.ts';
