import type { WebhookFormat } from '../../generated/prisma/enums.ts';
import { jsonFormat } from './json.format.ts';
import type { WebhookFormatModule } from './webhook-format.ts';
import { weixinFormat } from './weixin.format.ts';

const FORMATS = { JSON: jsonFormat, WEIXIN: weixinFormat } satisfies Record<WebhookFormat, WebhookFormatModule>;

/** How events are written for endpoints of that format. */
export const formatModule = (format: WebhookFormat): WebhookFormatModule => FORMATS[format];
