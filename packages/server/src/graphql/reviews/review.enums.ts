import type { ReviewStatus } from '../../domain/reviews/index.ts';
import type { Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';

export const ReviewSubjectEnum = enumType('ReviewSubject', 'What is reviewed.', {
  CARD: 'A card, or a change of one.',
  STORE: 'A store.',
} satisfies Record<Rows.ReviewSubject, string>);

export const ReviewChannelEnum = enumType('ReviewChannel', 'How a review is decided (M4).', {
  FAST: 'At once, by automatic checks.',
  NORMAL: 'By an operator.',
} satisfies Record<Rows.ReviewChannel, string>);

export const ReviewVerdictEnum = enumType('ReviewVerdict', 'What a review came to.', {
  APPROVED: 'What was reviewed takes effect.',
  REJECTED: 'It does not; the reasons say why.',
} satisfies Record<Rows.ReviewVerdict, string>);

export const ReviewStatusEnum = enumType('ReviewStatus', 'Where a review stands.', {
  OPEN: 'Waits for an operator.',
  APPROVED: 'Approved.',
  REJECTED: 'Refused.',
  CLOSED: 'Nobody decided it: a later change took its place, or its subject was deleted.',
} satisfies Record<ReviewStatus, string>);
