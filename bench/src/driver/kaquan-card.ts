/** Pieces of each card: more than any run can claim. */
export const QUANTITY = 100_000_000;

/** A cash coupon as the API takes it. */
export const cardInput = (title: string, quantity = QUANTITY) => ({
  title,
  brandName: '海底捞',
  logoUrl: 'http://mmbiz.qpic.cn/mmbiz/logo/0',
  color: 'Color010',
  notice: '使用时出示',
  description: '不可与其他优惠同享',
  codeType: 'CODE_TYPE_QRCODE',
  validity: { type: 'FIX_TERM', termDays: 30, termStartDays: 0 },
  quantity,
  claimLimit: 1,
  leastCostFen: 10_000,
  reduceCostFen: 1_000,
});
