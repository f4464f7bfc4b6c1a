import { pushFactsOf } from './weixin-facts.queries.ts';
import { pushTimeOf } from './weixin-push-time.store.ts';
import { pushModeOf, pushSecretsOf } from './weixin-push.queries.ts';
import { saysReceived, settingsFrom } from './weixin-push.rules.ts';
import type { FormattedRequest, Formatting, WebhookFormatModule } from './webhook-format.ts';

/** XML as the platform pushes it (contract §10): 5 seconds to answer, three tries at once. */
export const weixinFormat: WebhookFormatModule = {
  timeoutMs: 5_000,
  triesAtOnce: 3,
  types: ({ ports }) => ports.weixinPush.types,
  request: requestOf,
  isReceived: (answer) => answer.fault === null && saysReceived(answer),
};

async function requestOf({ root, event, endpoint, at }: Formatting): Promise<FormattedRequest | null> {
  const { types, requestOf: written } = root.ports.weixinPush;
  if (!types.includes(event.type)) return null;
  const facts = await pushFactsOf(root, event);
  const { appId, openid } = facts;
  const createTime = await pushTimeOf(root, event, openid ?? appId);
  const told = { url: endpoint.url, appId, mode: pushModeOf(endpoint), ...pushSecretsOf(root, endpoint) };
  return written({ ...facts, createTime }, settingsFrom(told), { at, random: root.random });
}
