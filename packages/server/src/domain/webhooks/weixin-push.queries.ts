import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { visibleEndpoints } from './endpoint.access.ts';
import type { PushMode } from './weixin-push.ports.ts';
import { type PushSecrets, readPushSecrets } from './weixin-push.rules.ts';

/** The merchant's Weixin push; null: it was never set. @throws NotAllowedError */
export const findWeixinPush = (ctx: DomainContext): Promise<WebhookEndpoint | null> =>
  clientOf(ctx).webhookEndpoint.findFirst({ where: { ...visibleEndpoints(ctx), format: 'WEIXIN' } });

/** How its bodies travel. */
export function pushModeOf({ settings }: Pick<WebhookEndpoint, 'settings'>): PushMode {
  const mode = typeof settings === 'object' && settings !== null && 'mode' in settings ? settings['mode'] : null;
  return mode === 'COMPATIBLE' || mode === 'SAFE' ? mode : 'PLAIN';
}

/** What its calls are signed and sealed with. @throws when no master key opens it */
export function pushSecretsOf(
  { secrets }: Pick<DomainContext, 'secrets'>,
  { id, secretCiphertext }: WebhookEndpoint,
): PushSecrets {
  const opened = secrets.open('webhook-secret', secretCiphertext);
  if (opened === null) throw new Error(`No master key opens the secret of ${id}`);
  return readPushSecrets(opened);
}
