/** Languages that refusals are written in. */
export type Language = 'en' | 'zh-CN';

/** Headers that were read before: browsers send a few. */
const read = new Map<string, Language>();
const MOST_READ = 500;
const LONGEST = 500;

/** The first language of an Accept-Language header that we write, by its weights; English where none is. */
export function languageOf(header: string | null): Language {
  if (header === null) return 'en';
  const known = read.get(header);
  if (known !== undefined) return known;
  const language = languageIn(header.slice(0, LONGEST));
  if (read.size < MOST_READ && header.length <= LONGEST) read.set(header, language);
  return language;
}

function languageIn(header: string): Language {
  const wishes = header
    .split(',')
    .map((entry, place) => ({ ...wishOf(entry), place }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place);
  for (const { tag } of wishes) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'en';
}

function wishOf(entry: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
