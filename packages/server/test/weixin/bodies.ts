import { readFileSync } from 'node:fs';

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');

/** Seed 004's create example, byte for byte. */
export const asPrinted = (): string => fixture('seed-004-create.as-printed.txt');

type Json = Record<string, unknown>;

// The fixture is an object; its README says what was repaired.
const objectOf = (text: string): Json => JSON.parse(text) as Json;

/** Seed 004's create example, repaired as JSON only. */
export const repaired = (): Json => objectOf(fixture('seed-004-create.repaired.json'));

const LOGO = 'http://mmbiz.qpic.cn/mmbiz/logo/0';

export const baseInfo = (changes: Json = {}): Json => ({
  logo_url: LOGO,
  brand_name: '海底捞',
  code_type: 'CODE_TYPE_QRCODE',
  title: '双人套餐',
  color: 'Color010',
  notice: '使用时出示',
  description: '不可与其他优惠同享\n请在有效期内使用',
  date_info: { type: 'DATE_TYPE_FIX_TERM', fixed_term: 30, fixed_begin_term: 0 },
  sku: { quantity: 100 },
  ...changes,
});

export const GROUPON_DETAIL = { deal_detail: '锅底一份\n肥牛一份' };

/** The body of a group-purchase card that the door lets through; changes go into `base_info` and `advanced_info`. */
export const aGroupon = (base: Json = {}, advanced: Json = {}): Json => ({
  card: { card_type: 'GROUPON', groupon: { base_info: baseInfo(base), advanced_info: advanced, ...GROUPON_DETAIL } },
});

/** `changes` by dotted path, in a copy. */
export function withPath(body: Json, path: string, value: unknown): Json {
  const copy = structuredClone(body);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at: unknown = copy;
  for (const name of names) at = stepInto(at, name);
  if (typeof at !== 'object' || at === null) throw new Error(`No ${path}`);
  Reflect.set(at, last, value);
  return copy;
}

const stepInto = (at: unknown, name: string): unknown =>
  typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
