import { codeEn, codeZhCN } from '../texts/code.ts';
import { en as enOfElements, enMore } from '../texts/en.ts';
import { giftEn, giftZhCN } from '../texts/gift.ts';
import { listEn, listZhCN } from '../texts/list.ts';
import { redeemEn, redeemZhCN } from '../texts/redeem.ts';
import { walletEn, walletZhCN } from '../texts/wallet.ts';
import { zhCN as zhCNOfElements, zhCNMore } from '../texts/zh-cn.ts';

/** Every text in Chinese, by the code of an error or the name of a phrase. */
export const zhCN = {
  ...zhCNOfElements,
  ...listZhCN,
  ...codeZhCN,
  ...giftZhCN,
  ...redeemZhCN,
  ...walletZhCN,
  ...zhCNMore,
};
/** Every text in English, by the code of an error or the name of a phrase. */
export const en = { ...enOfElements, ...listEn, ...codeEn, ...giftEn, ...redeemEn, ...walletEn, ...enMore };
