import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { changeOf } from '../../src/console/card-form/field-changes.ts';

const SCHEMA = join(import.meta.dirname, '../../../server/schema.graphql');

/** What the reference of the API says of each field of an edit. */
function described(): [string, string][] {
  const input = buildSchema(readFileSync(SCHEMA, 'utf8')).getType('CardUpdateInput');
  if (!isInputObjectType(input)) throw new Error('cardUpdate has an input');
  return Object.values(input.getFields()).map(({ name, description }) => [name, description ?? '']);
}

/** How a change is told in the reference. */
const WORDS: [RegExp, string][] = [
  [/^Reviewed/, 'review'],
  [/^Never changes/, 'never'],
  [/^At once\..*only to a wider one/, 'widenOnly'],
  [/^At once\..*(loses none|never off while live)/, 'growOnly'],
  [/^At once/, 'atOnce'],
];
/** Where the form has one choice for two fields of the server. */
const NAMES: Readonly<Record<string, string>> = { useCustomCode: 'codeMode', getCustomCodeMode: 'codeMode' };
const NOT_IN_THE_FORM = ['pushesViews', 'externalId'];

describe('what a change means', () => {
  it.each(
    described().filter(([name, text]) => !NOT_IN_THE_FORM.includes(name) && /^(Reviewed|Never|At once)/.test(text)),
  )('of %s is what the server says: %s', (name, text) => {
    expect(changeOf('CASH', NAMES[name] ?? name)).toBe(WORDS.find(([words]) => words.test(text))?.[1]);
  });

  it.each([
    ['MEMBER_CARD', 'title', 'review'],
    ['MEMBER_CARD', 'notice', 'atOnce'],
    ['MEMBER_CARD', 'useCondition.acceptCategory', 'atOnce'],
    ['MEMBER_CARD', 'memberPercentOff', 'review'],
    ['MEMBER_CARD', 'showsBalance', 'onlyOn'],
    ['MEMBER_CARD', 'customFields.0.name', 'atOnce'],
    ['MOVIE_TICKET', 'detail', 'review'],
    ['BOARDING_PASS', 'gate', 'atOnce'],
    ['BOARDING_PASS', 'from', 'never'],
    ['SCENIC_TICKET', 'ticketClass', 'never'],
    ['CASH', 'reduceCostFen', 'never'],
    ['GIFT', 'useCondition.leastCostFen', 'never'],
    ['CASH', 'validity.until', 'widenOnly'],
  ] as const)('of a %s: %s is %s', (kind, path, change) => {
    expect(changeOf(kind, path)).toBe(change);
  });
});
