import type { Language } from '../format/time.ts';

type Column = { heading: Record<Language, string>; example: string; isRequired: boolean };

const required = (chinese: string, english: string, example: string): Column => ({
  heading: { 'zh-CN': chinese, en: english },
  example,
  isRequired: true,
});
const optional = (...args: Parameters<typeof required>): Column => ({ ...required(...args), isRequired: false });

/** Columns of a file of stores, as the server knows them in either language, with what stands in them in the example. */
const COLUMNS: readonly Column[] = [
  optional('门店编号', 'sid', 'SH-001'),
  required('门店名', 'business_name', '山城老火锅'),
  optional('分店名', 'branch_name', '静安店'),
  required('省', 'province', '上海市'),
  required('市', 'city', '上海市'),
  optional('区', 'district', '静安区'),
  required('地址', 'address', '南京西路 1 号'),
  required('电话', 'telephone', '021-55550101'),
  required('类目', 'categories', '美食,火锅'),
  required('经度', 'longitude', '121.4551'),
  required('纬度', 'latitude', '31.2289'),
  optional('图片', 'photo_list', ''),
  optional('推荐', 'recommend', '毛肚'),
  optional('特色服务', 'special', '免费停车'),
  optional('简介', 'introduction', '重庆老味道'),
  optional('营业时间', 'open_time', '10:00-22:00'),
  optional('人均价格', 'avg_price', '98'),
];

/** The headings of the columns that a file needs, or may have besides. */
export const headingsOf = (which: 'required' | 'optional', language: Language): string[] =>
  COLUMNS.filter(({ isRequired }) => isRequired === (which === 'required')).map(({ heading }) => heading[language]);

/** The heading of a column by the server's name of it; what is no column of ours stays as it is. */
export const headingOf = (name: string, language: Language): string =>
  COLUMNS.find(({ heading }) => heading.en === name)?.heading[language] ?? name;

const cellOf = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (cells: readonly string[]): string => cells.map(cellOf).join(',');

/** A file with one example row. The mark at its beginning tells spreadsheets that it is UTF-8. */
export const storeTemplate = (language: Language): string =>
  `\uFEFF${lineOf(COLUMNS.map(({ heading }) => heading[language]))}\r\n${lineOf(COLUMNS.map(({ example }) => example))}\r\n`;
