import './webhook-delivery.queries.ts';
import './webhook-endpoint.mutations.ts';
import './webhook-endpoint.queries.ts';
import './webhook-replay.mutations.ts';
