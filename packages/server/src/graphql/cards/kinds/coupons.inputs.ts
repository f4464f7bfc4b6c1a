import type { InputBuilder } from '../../kit/input-builder.ts';

export const grouponFields = (t: InputBuilder) => ({
  dealDetail: t.string({ description: 'Required. What the deal holds, at most 3072 bytes.' }),
});

export const cashFields = (t: InputBuilder) => ({
  leastCostFen: t.field({ type: 'Fen', description: 'Least order amount in fen; 0, of any amount, when absent.' }),
  reduceCostFen: t.field({ type: 'Fen', description: 'Required. Amount in fen that is taken off, at least 1.' }),
});

export const discountFields = (t: InputBuilder) => ({
  percentOff: t.int({ description: 'Required. Per cent that are taken off, 1–99.' }),
});

export const giftFields = (t: InputBuilder) => ({
  gift: t.string({ description: 'Required. The thing that it is exchanged for, at most 3072 bytes.' }),
});

export const generalCouponFields = (t: InputBuilder) => ({
  defaultDetail: t.string({ description: 'Required. What it gives, at most 3072 bytes.' }),
});
