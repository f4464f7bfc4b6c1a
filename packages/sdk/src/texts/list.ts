import type { ListTexts } from './texts.ts';

// What lists of cards say beside what their rows say; kept apart from texts that pages with one card load.

export const listZhCN: ListTexts = {
  claimAll: '一键领取',
  claimable: '{n} 张可领取',
  gotSome: '已领取 {n} 张',
  missedSome: '{n} 张未领到',
  nothingLeft: '暂无可领',
};

export const listEn: ListTexts = {
  claimAll: 'Claim all',
  claimable: '{n} to claim',
  gotSome: '{n} claimed',
  missedSome: '{n} not claimed',
  nothingLeft: 'None left',
};
