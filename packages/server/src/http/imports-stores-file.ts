import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { InvalidInputError } from '../domain/kit/errors.ts';
import { isBlank } from '../domain/kit/text.ts';
import { MOST_STORE_ROWS, type StoreDraft } from '../domain/stores/index.ts';
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

/** Empty lines cost time as well; nobody sends so many of them. */
const MOST_LINES = 20_000;
const LONGEST_ROW = 65_536;
/** Far more than there are columns: spreadsheets write empty ones behind the last. */
const MOST_CELLS = 256;
const PIECE = 65_536;

/**
 * Reads a CSV file of stores (RFC 4180; commas, tabs or semicolons), in UTF-8 or GB18030, as spreadsheets in China write it. The
 * first row names the columns; empty rows are left out; a cell that looks like a formula is a text like any other.
 * @throws InvalidInputError for a file that is empty, of another encoding, broken or too long; DoorRefusal with an error for each
 * column that is missing, unknown or there twice
 */
export async function readStoreFile(bytes: Uint8Array): Promise<StoreFile> {
  let head: Head | null = null;
  const rows: FileRow[] = [];
  let row = 0;
  for await (const cells of recordsOf(textOf(bytes))) {
    row += 1;
    if (row > MOST_LINES) throw new InvalidInputError(['file'], `At most ${MOST_LINES} lines`, 'TOO_LONG');
    if (head === null) head = { headings: cells, columns: columnsOf(withoutEmptyEnd(cells)) };
    else if (cells.some((cell) => cell !== '')) rows.push({ row, draft: draftOf(cells, head.columns) });
    if (rows.length > MOST_STORE_ROWS)
      throw new InvalidInputError(['file'], `At most ${MOST_STORE_ROWS} rows`, 'TOO_LONG');
  }
  if (head === null) throw new InvalidInputError(['file'], 'The file is empty', 'MISSING');
  if (rows.length === 0) throw new InvalidInputError(['file'], 'The file holds no store', 'MISSING');
  const { headings, columns } = head;
  return {
    rows,
    columns: new Map(columns.map(({ field, name }, index) => [field, { name, heading: headings[index] ?? name }])),
  };
}

type Head = { headings: readonly string[]; columns: Column[] };

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

/** The rows with their cells, piece by piece: other requests get their turn meanwhile. */
async function* recordsOf(text: string): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: delimiterOf(text),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    trim: true,
  });
  const fed = feed(parser, text);
  try {
    for await (const cells of parser) {
      if (!isRow(cells)) continue;
      if (cells.length > MOST_CELLS) throw new InvalidInputError(['file'], `At most ${MOST_CELLS} columns`, 'TOO_LONG');
      yield cells.map((cell) => cell.trim());
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInputError(['file'], `The file is no CSV: ${error.message.slice(0, 200)}`);
  } finally {
    parser.destroy();
    await fed;
  }
}

// Without options that shape records, the parser gives lists of texts.
const isRow = (cells: unknown): cells is string[] => Array.isArray(cells);

/** Hands a text over in pieces, each with a turn of its own; ends early where nobody reads any more. */
async function feed(parser: Parser, text: string): Promise<void> {
  for (let at = 0; at < text.length && !parser.destroyed; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    await nextTurn();
  }
  if (!parser.destroyed) parser.end();
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
const MOST_TOLD = 20;

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
    ...unknown
      .slice(0, MOST_TOLD)
      .map((heading) => ({ ...UNKNOWN, name: heading.slice(0, LONGEST_SHOWN).toWellFormed() })),
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
  // Also what is invisible, which no column of the database would take.
  if (isBlank(cell)) return null;
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
