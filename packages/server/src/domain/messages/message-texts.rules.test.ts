import { describe, expect, it } from 'vitest';
import { type MessageLanguage, wordsOf } from './message-texts.rules.ts';

const CARD = { title: '满减', brandName: '海底捞', text: null };

describe('the words of a message', () => {
  it.each<[MessageLanguage, string, object, object]>([
    ['en', 'CARD', CARD, { title: 'A card from 海底捞', text: '“满减” is waiting for you.' }],
    ['zh-CN', 'CARD', CARD, { title: '海底捞送您一张卡券', text: '“满减”待您领取。' }],
    ['en', 'CARD', { ...CARD, text: '周末见' }, { title: 'A card from 海底捞', text: '周末见' }],
    [
      'zh-CN',
      'CARD_REJECTED',
      { title: '满减', reasons: ['标题夸大', '图片不清'] },
      { title: '卡券审核未通过', text: '“满减”未通过审核：标题夸大；图片不清' },
    ],
    [
      'en',
      'STOCK_LOW',
      { title: '满减', left: 100, quantity: 300 },
      { title: 'Few are left', text: 'Of “满减” 100 of 300 are left.' },
    ],
  ])('%s %s', (language, kind, data, words) => expect(wordsOf({ kind, data }, language)).toEqual(words));

  it('fill in no words that a merchant wrote', () => {
    const data = { ...CARD, text: 'Say {title}' };
    expect(wordsOf({ kind: 'CARD', data }, 'en').text).toBe('Say {title}');
  });
});
