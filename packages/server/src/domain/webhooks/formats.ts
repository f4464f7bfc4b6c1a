import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import type { WebhookFormat } from '../../generated/prisma/enums.ts';
import type { DomainContext } from '../kit/context.ts';
import { jsonFormat } from './json.format.ts';
import type { WebhookFormatModule } from './webhook-format.ts';
import { weixinFormat } from './weixin.format.ts';

const FORMATS = { JSON: jsonFormat, WEIXIN: weixinFormat } satisfies Record<WebhookFormat, WebhookFormatModule>;

/** How events are written for endpoints of that format. */
export const formatModule = (format: WebhookFormat): WebhookFormatModule => FORMATS[format];

/** Types of events that an endpoint hears of, as far as its format has words for them; null: all. */
export function typesHeard(
  root: Pick<DomainContext, 'ports'>,
  { format, types }: Pick<WebhookEndpoint, 'format' | 'types'>,
): readonly string[] | null {
  const known = formatModule(format).types?.(root) ?? null;
  if (types.length === 0) return known;
  return known === null ? types : known.filter((type) => types.includes(type));
}
