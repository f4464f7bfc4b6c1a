import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { memberCard } from './member-card.ts';

const LEAST = { prerogative: '每周二会员日\n生日双倍积分', showsBonus: true, showsBalance: false };
const parse = (given: Readonly<Record<string, unknown>>) =>
  memberCard.benefit.parse({ ...LEAST, ...given }, ['benefit']);
const noLink = { url: null, appUserName: null, appPath: null };

describe('a membership card', () => {
  it('does with what members get and what its face shows', () =>
    expect(parse({})).toEqual({
      ...LEAST,
      backgroundUrl: null,
      memberPercentOff: null,
      bonusLink: null,
      balanceLink: null,
      bonusClearing: null,
      bonusTerms: null,
      balanceTerms: null,
      customFields: [],
      customCells: [],
      bonusRule: null,
      activation: null,
      paysByCode: false,
      paysByCard: false,
    }));

  it('keeps the slots of its fields and rows apart, empty ones too', () => {
    const { customFields, customCells } = parse({
      customFields: [null, { nameType: 'LEVEL', url: 'shop.example/level' }, { name: '里程' }],
      customCells: [{ name: '使用入口', tips: '立即使用', appUserName: 'gh_1@app' }],
    });
    expect(customFields).toEqual([
      null,
      { nameType: 'LEVEL', name: null, ...noLink, url: 'http://shop.example/level' },
      { nameType: null, name: '里程', ...noLink },
    ]);
    expect(customCells).toEqual([{ name: '使用入口', tips: '立即使用', ...noLink, appUserName: 'gh_1@app' }]);
  });

  it('takes a group of which nothing is given for none', () =>
    expect(
      parse({ bonusLink: { url: ' ' }, bonusRule: {}, customFields: [{ name: '' }, null], activation: { page: {} } }),
    ).toMatchObject({ bonusLink: null, bonusRule: null, customFields: [], activation: null }));

  it('keeps how users become members', () =>
    expect(parse({ activation: { isAutomatic: true, page: { url: 'https://shop.example/join' } } })).toMatchObject({
      activation: {
        isAutomatic: true,
        usesForm: false,
        continuesAfterForm: false,
        afterFormUrl: null,
        page: { ...noLink, url: 'https://shop.example/join' },
        bindUrl: null,
      },
    }));

  const RULE = { costUnitFen: 100, increaseBonus: 1, costBonusUnit: 5, reduceCostFen: 100 };
  it('keeps its bonus rule', () =>
    expect(parse({ bonusRule: { ...RULE, initIncreaseBonus: 0, maxReduceBonus: 50 } }).bonusRule).toEqual({
      ...RULE,
      initIncreaseBonus: 0,
      maxReduceBonus: 50,
      maxIncreaseBonus: null,
      leastCostFen: null,
    }));

  it.each<[Record<string, unknown>, string, string]>([
    [{ prerogative: ' ' }, 'prerogative', 'MISSING'],
    [{ showsBonus: null }, 'showsBonus', 'MISSING'],
    [{ showsBalance: 'yes' }, 'showsBalance', 'INVALID'],
    [{ memberPercentOff: 0 }, 'memberPercentOff', 'INVALID'],
    [{ memberPercentOff: 100 }, 'memberPercentOff', 'INVALID'],
    [{ percentOff: 10 }, 'percentOff', 'UNKNOWN_FIELD'],
    [{ bonusLink: { url: 'javascript:alert(1)' } }, 'bonusLink.url', 'INVALID'],
    [{ bonusLink: 'https://shop.example' }, 'bonusLink', 'INVALID'],
    [{ customFields: Array(4).fill({ name: '级' }) }, 'customFields', 'CUSTOM_FIELDS'],
    [{ customCells: Array(4).fill({ name: '级' }) }, 'customCells', 'CUSTOM_FIELDS'],
    [{ customFields: [null, { url: 'https://shop.example' }] }, 'customFields.1.name', 'MISSING'],
    [{ customFields: [{ nameType: 'HEIGHT' }] }, 'customFields.0.nameType', 'INVALID'],
    [{ customFields: [{ name: '级', colour: 'red' }] }, 'customFields.0.colour', 'UNKNOWN_FIELD'],
    [{ customFields: { name: '级' } }, 'customFields', 'INVALID'],
    [{ customCells: [{ tips: '立即使用' }] }, 'customCells.0.name', 'MISSING'],
    [{ bonusRule: { costUnitFen: 100 } }, 'bonusRule.increaseBonus', 'MISSING'],
    [{ bonusRule: { increaseBonus: 1 } }, 'bonusRule.costUnitFen', 'MISSING'],
    [{ bonusRule: { costBonusUnit: 5 } }, 'bonusRule.reduceCostFen', 'MISSING'],
    [{ bonusRule: { costUnitFen: 0, increaseBonus: 1 } }, 'bonusRule.costUnitFen', 'INVALID'],
    [{ bonusRule: { initIncreaseBonus: -1 } }, 'bonusRule.initIncreaseBonus', 'INVALID'],
    [{ activation: { usesForm: true, continuesAfterForm: true } }, 'activation.afterFormUrl', 'MISSING'],
    [{ activation: { isAutomatic: 1 } }, 'activation.isAutomatic', 'INVALID'],
  ])('refuses %j', (given, field, fault) =>
    expect(refusalOf(() => parse(given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );

  it('has all its texts judged, however deep they stand', () => {
    const given = { ...LEAST, customCells: [null, { name: 'n', tips: 't', url: 'u' }], bonusTerms: 'b' };
    const texts = memberCard.benefit
      .partsOf(given, ['benefit'])
      .flatMap((part) => (part.asks === 'length' ? [part.text] : []));
    expect(texts.map(({ field, limit, lines }) => [field.join('.'), limit, lines])).toEqual([
      ['benefit.prerogative', { bytes: 3072 }, 'many-lines'],
      ['benefit.bonusTerms', { bytes: 3072 }, 'many-lines'],
      ['benefit.customCells.1.name', { bytes: 15 }, 'one-line'],
      ['benefit.customCells.1.tips', { bytes: 18 }, 'one-line'],
      ['benefit.customCells.1.url', { bytes: 128 }, 'one-line'],
    ]);
  });
});
