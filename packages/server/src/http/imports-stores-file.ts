import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInputError } from '../domain/kit/errors.ts';
import type { StoreDraft } from '../domain/stores/index.ts';
import { DoorRefusal } from './door-refusal.ts';

/** A row of a file, by the number that spreadsheets give it; null where it has more cells than there are columns. */
export type FileRow = { row: number; draft: StoreDraft | null };
export type StoreFile = {
  rows: FileRow[];
  /** The heading over each field of the domain, as the file has it, and its name of contract §9.2. */
  columns: ReadonlyMap<string, { heading: string; name: string }>;
};

type Field = keyof StoreDraft;
type Column = { name: string; field: Field; headings: readonly [string, ...string[]]; isRequired: boolean };

const column = (name: string, field: Field, ...headings: [string, ...string[]]): Column => ({
  name,
  field,
  headings,
  isRequired: false,
});
const required = (...args: Parameters<typeof column>): Column => ({ ...column(...args), isRequired: true });

/** Names of contract §9.2 and how spreadsheets in Chinese head them; the first heading is that of the template. */
const COLUMNS: readonly Column[] = [
  column('sid', 'externalId', '门店编号', '商户门店编号', '编号'),
  required('business_name', 'businessName', '门店名', '门店名称', '名称'),
  column('branch_name', 'branchName', '分店名', '分店名称'),
  required('province', 'province', '省', '省份'),
  required('city', 'city', '市', '城市'),
  column('district', 'district', '区', '区县'),
  required('address', 'address', '地址', '详细地址'),
  required('telephone', 'telephone', '电话', '联系电话'),
  required('categories', 'categories', '类目', '门店类目'),
  column('offset_type', 'offsetType', '坐标类型'),
  required('longitude', 'longitude', '经度'),
  required('latitude', 'latitude', '纬度'),
  column('photo_list', 'photoUrls', '图片', '门店图片'),
  column('recommend', 'recommend', '推荐', '推荐品'),
  column('special', 'special', '特色服务', '特色'),
  column('introduction', 'introduction', '简介', '门店简介'),
  column('open_time', 'openTime', '营业时间'),
  column('avg_price', 'averagePriceYuan', '人均价格', '人均'),
];

const NUMBERS: ReadonlySet<Field> = new Set(['offsetType', 'longitude', 'latitude', 'averagePriceYuan']);
/** Between the entries of a cell; the levels of a category are joined by commas. */
const SEPARATORS: ReadonlyMap<Field, RegExp> = new Map([
  ['categories', /[;；|\n]/u],
  ['photoUrls', /[\s;；|]+/u],
]);

/** The headings of an empty file to fill in. */
export const templateHeadings = (language: 'zh-CN' | 'en'): string[] =>
  COLUMNS.map(({ name, headings: [first] }) => (language === 'zh-CN' ? first : name));

const MOST_ROWS = 5_000;
/** Empty lines cost time as well; nobody sends so many of them. */
const MOST_LINES = 20_000;
const LONGEST_ROW = 65_536;

/**
 * Reads a CSV file of stores (RFC 4180; commas, tabs or semicolons), in UTF-8 or GB18030, as spreadsheets in China write it. The
 * first row names the columns; empty rows are left out; a cell that looks like a formula is a text like any other.
 * @throws InvalidInputError for a file that is empty, of another encoding, broken or too long; DoorRefusal with an error for each
 * column that is missing, unknown or there twice
 */
export function readStoreFile(bytes: Uint8Array): StoreFile {
  const text = textOf(bytes);
  const [first, ...lines] = recordsOf(text).map((cells, index) => ({ row: index + 1, cells }));
  if (!first) throw new InvalidInputError(['file'], 'The file is empty', 'MISSING');
  const columns = columnsOf(withoutEmptyEnd(first.cells));
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length === 0) throw new InvalidInputError(['file'], 'The file holds no store', 'MISSING');
  if (filled.length > MOST_ROWS) throw new InvalidInputError(['file'], `At most ${MOST_ROWS} rows`, 'TOO_LONG');
  return {
    rows: filled.map(({ row, cells }) => ({ row, draft: draftOf(cells, columns) })),
    columns: new Map(columns.map(({ field, name }, index) => [field, { name, heading: first.cells[index] ?? name }])),
  };
}

/** Chinese text in GB18030 is hardly ever UTF-8 by accident, so what is UTF-8 counts as such. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\ufeff/, '');
    } catch {
      continue; // The next one may read it.
    }
  }
  throw new InvalidInputError(['file'], 'The file is neither UTF-8 nor GB18030: save it as CSV in UTF-8');
}

function recordsOf(text: string): string[][] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_ROW,
      to: MOST_LINES + 1,
      trim: true,
    });
    if (records.length > MOST_LINES) throw new InvalidInputError(['file'], `At most ${MOST_LINES} lines`, 'TOO_LONG');
    return records.map((cells) => cells.map((cell) => cell.trim()));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInputError(['file'], `The file is no CSV: ${error.message.slice(0, 200)}`);
  }
}

/** What parts the cells of the first line. */
function delimiterOf(text: string): string {
  const [line = ''] = text.slice(0, LONGEST_ROW).split(/[\r\n]/, 1);
  const countOf = (sign: string): number => line.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (countOf(sign) > countOf(best) ? sign : best));
}

/** Spreadsheets write empty columns behind the last one that was ever touched. */
const withoutEmptyEnd = (headings: readonly string[]): readonly string[] =>
  headings.slice(0, headings.findLastIndex((heading) => heading !== '') + 1);

const LONGEST_SHOWN = 64;

type ColumnFault = { name: string; what: string; fault: string };
const UNKNOWN = { what: 'is unknown', fault: 'UNKNOWN' } as const;
const TWICE = { what: 'is there twice', fault: 'TWICE' } as const;

function columnsOf(headings: readonly string[]): Column[] {
  const found = headings.map(columnHeaded);
  const unknown = headings.filter((_heading, index) => !found[index]);
  const known = found.flatMap((one) => one ?? []);
  const twice = known.filter((one, index) => known.indexOf(one) !== index);
  const missing = COLUMNS.filter((one) => one.isRequired && !known.includes(one));
  const faults = [
    ...unknown.map((heading) => ({ ...UNKNOWN, name: heading.slice(0, LONGEST_SHOWN).toWellFormed() })),
    ...twice.map(({ name }) => ({ ...TWICE, name })),
    ...missing.map(({ name, headings: [first] }) => ({ name, what: `(${first}) is missing`, fault: 'MISSING' })),
  ];
  if (faults.length > 0) throw refusedColumns(faults);
  return known;
}

const columnHeaded = (heading: string): Column | null =>
  COLUMNS.find(({ name, headings }) => name === heading.toLowerCase() || headings.includes(heading)) ?? null;

function refusedColumns(faults: readonly ColumnFault[]): DoorRefusal {
  const errors = faults.map(({ name, what, fault }) => ({
    message: `The column ${name} ${what}`,
    extensions: { field: ['file', name], fault },
  }));
  return new DoorRefusal(400, 'INVALID_INPUT', 'The columns of the file do not fit', { errors });
}

/** What a row says of a store. Cells that it lacks are empty; one too many belongs nowhere. */
function draftOf(cells: readonly string[], columns: readonly Column[]): StoreDraft | null {
  if (cells.slice(columns.length).some((cell) => cell !== '')) return null;
  return Object.fromEntries(columns.map(({ field }, index) => [field, valueOf(field, cells[index] ?? '')]));
}

function valueOf(field: Field, cell: string): string | number | string[] | null {
  if (cell === '') return null;
  const separator = SEPARATORS.get(field);
  if (separator)
    return cell
      .split(separator)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  return NUMBERS.has(field) ? numberOf(cell) : cell;
}

/** Whether a number is within its bounds, or one at all, the domain says. */
function numberOf(cell: string): number {
  const digits = cell.normalize('NFKC');
  return /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
}
