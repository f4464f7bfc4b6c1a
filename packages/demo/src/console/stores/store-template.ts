/** Columns of a file of stores, by the server's names, with what stands in them in the example. */
const REQUIRED = {
  businessName: '山城老火锅',
  province: '上海市',
  city: '上海市',
  address: '南京西路 1 号',
  telephone: '021-55550101',
  categories: '美食,火锅',
  longitude: '121.4551',
  latitude: '31.2289',
} as const;
const OPTIONAL = {
  branchName: '静安店',
  district: '静安区',
  externalId: 'SH-001',
  openTime: '10:00-22:00',
  averagePriceYuan: '98',
  introduction: '重庆老味道',
  recommend: '毛肚',
  special: '免费停车',
} as const;

export const REQUIRED_COLUMNS: readonly string[] = Object.keys(REQUIRED);
export const OPTIONAL_COLUMNS: readonly string[] = Object.keys(OPTIONAL);

const cellOf = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (cells: readonly string[]): string => cells.map(cellOf).join(',');

/** A file with one example row. The mark at its beginning tells spreadsheets that it is UTF-8. */
export function storeTemplate(): string {
  const columns = { ...REQUIRED, ...OPTIONAL };
  return `\uFEFF${lineOf(Object.keys(columns))}\r\n${lineOf(Object.values(columns))}\r\n`;
}
