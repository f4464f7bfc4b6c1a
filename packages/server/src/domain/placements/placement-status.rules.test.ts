import { expect, it } from 'vitest';
import { placementStatusAt } from './placement-status.rules.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const used = { claimId: 'claim_1' };
const free = { claimId: null };

it.each([
  ['OPEN', { closedAt: null, expiresAt: null, cards: [free] }],
  ['OPEN', { closedAt: null, expiresAt: null, cards: [used, free] }],
  ['USED', { closedAt: null, expiresAt: null, cards: [used, used] }],
  ['EXPIRED', { closedAt: null, expiresAt: NOW, cards: [free] }],
  ['CLOSED', { closedAt: NOW, expiresAt: NOW, cards: [used] }],
] as const)('is %s', (status, placement) => expect(placementStatusAt(placement, NOW)).toBe(status));
