import type { CardBenefit } from '../../../domain/cards/index.ts';

/** What a card of one kind gives. */
export type Benefit<K extends CardBenefit['kind']> = Extract<CardBenefit, { kind: K }>;
