import { inBothLanguages } from '../language/language.tsx';

/** What stands in the way of a card, in words. */
export const faultTexts = inBothLanguages(
  {
    wrong: (count: number) => `有 ${count} 处需要修改：`,
    keyReused: '这张卡券可能已经创建成功，请先到列表中查看，再决定是否重新提交。',
    faults: {
      missing: '请填写此项。',
      tooLong: '文字过长。',
      notAmount: '请填写正确的金额，最多两位小数。',
      notWhole: '请填写整数。',
      notPercent: '请填写 1 到 99 的整数。',
      notDays: '请填写整数天数。',
      endsBefore: '结束日期不能早于开始日期。',
      noStore: '请至少选择一家门店。',
      noDay: '请至少选择一天。',
      notAddress: '请填写 http 或 https 地址。',
      otherHalf: '这两项需要一起填写。',
      landsBefore: '到达时间必须晚于起飞时间。',
    },
  },
  {
    wrong: (count: number) => (count === 1 ? 'One thing is to be mended:' : `${count} things are to be mended:`),
    keyReused: 'This card may have been created already. Look at the list before you send it again.',
    faults: {
      missing: 'Required.',
      tooLong: 'Too long.',
      notAmount: 'Write an amount with at most two decimals.',
      notWhole: 'Write a whole number.',
      notPercent: 'Write a whole number from 1 to 99.',
      notDays: 'Write a whole number of days.',
      endsBefore: 'The last day is before the first.',
      noStore: 'Choose at least one store.',
      noDay: 'Choose at least one day.',
      notAddress: 'Write an http or https address.',
      otherHalf: 'These two belong together.',
      landsBefore: 'It lands after it departs.',
    },
  },
);

export type FaultTexts = (typeof faultTexts)['en'];
