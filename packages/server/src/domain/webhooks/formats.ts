import type { WebhookFormat } from '../../generated/prisma/enums.ts';
import { jsonFormat } from './json.format.ts';
import type { WebhookFormatModule } from './webhook-format.ts';

const FORMATS: Readonly<Partial<Record<WebhookFormat, WebhookFormatModule>>> = { JSON: jsonFormat };

/** How events are written for endpoints of that format. */
export function formatModule(format: WebhookFormat): WebhookFormatModule {
  const found = FORMATS[format];
  if (!found) throw new Error(`Nobody writes ${format}`);
  return found;
}
