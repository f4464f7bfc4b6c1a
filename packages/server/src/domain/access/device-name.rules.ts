/** What a device says it is, by the first mark that is found. Browsers name those that they descend from, so order counts. */
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
] as const;

const BROWSERS = [
  ['MicroMessenger', 'WeChat'],
  ['AlipayClient', 'Alipay'],
  ['DingTalk', 'DingTalk'],
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['MiuiBrowser', 'Mi Browser'],
  ['HuaweiBrowser', 'Huawei Browser'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

type Marks = readonly (readonly [mark: string, name: string])[];
const nameIn = (userAgent: string, marks: Marks): string | undefined =>
  marks.find(([mark]) => userAgent.includes(mark))?.[1];

/** A device in a few words, by its `User-Agent`: "iPhone, Safari". Null: it tells nothing that is known. */
export function deviceNameOf(userAgent: string | null): string | null {
  const names = [nameIn(userAgent ?? '', SYSTEMS), nameIn(userAgent ?? '', BROWSERS)].filter(Boolean);
  return names.length === 0 ? null : names.join(', ');
}
