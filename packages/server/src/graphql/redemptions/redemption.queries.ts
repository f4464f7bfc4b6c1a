import { listQuery } from '../kit/connection.ts';
import { redemptionList } from './redemption.list.ts';

listQuery('redemptions', redemptionList, {
  scope: 'redemptions:read',
  description: 'The redemptions of the merchant’s codes; who is bound to stores sees those of its stores (W4).',
});
