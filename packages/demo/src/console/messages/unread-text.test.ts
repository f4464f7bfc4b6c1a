import { expect, it } from 'vitest';
import { unreadText } from './unread-text.ts';

it('says no more than the server has counted', () => {
  expect([0, 3, 99, 100].map(unreadText)).toEqual(['0', '3', '99', '99+']);
});
