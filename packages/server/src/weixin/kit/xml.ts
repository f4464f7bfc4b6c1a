import Builder from 'fast-xml-builder';

/** Fields of a message in their order: numbers go bare, texts as CDATA, an absent text as an empty one (contract §10.4). */
export type XmlFields = Readonly<Record<string, string | number | null>>;

const builder = new Builder({ cdataPropName: 'cdata' });

/** What XML 1.0 can't hold, however it is written: control characters, halves of pairs, and two that are none. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const nodeOf = (value: string | number | null): number | { cdata: string } =>
  typeof value === 'number' ? value : { cdata: (value ?? '').replace(UNWRITABLE, '') };

/** A message as the platform writes it: `<xml><Event><![CDATA[…]]></Event>…</xml>`, in one line. */
export const xmlOf = (fields: XmlFields): string =>
  builder.build({ xml: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, nodeOf(value)])) });
