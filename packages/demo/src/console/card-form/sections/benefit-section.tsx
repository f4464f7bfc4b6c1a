import type { ReactNode } from 'react';
import type { CardKind } from '../../../generated/console.ts';
import { useTexts } from '../../language/language.tsx';
import { Section } from '../../ui/section.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { CashFields, DiscountFields, GeneralFields, GiftFields, GrouponFields } from './coupon-benefits.tsx';
import { MemberFields } from './member-benefit.tsx';
import { MemberSections } from './member-sections.tsx';
import { BusFields, FlightFields, MeetingFields, MovieFields, ScenicFields } from './ticket-benefits.tsx';

const FIELDS: Readonly<Record<CardKind, () => ReactNode>> = {
  CASH: CashFields,
  DISCOUNT: DiscountFields,
  GROUPON: GrouponFields,
  GIFT: GiftFields,
  GENERAL_COUPON: GeneralFields,
  MEMBER_CARD: MemberFields,
  SCENIC_TICKET: ScenicFields,
  MOVIE_TICKET: MovieFields,
  BOARDING_PASS: FlightFields,
  MEETING_TICKET: MeetingFields,
  BUS_TICKET: BusFields,
};

/** What the card gives: the fields of its kind, and no others (C1). */
export function BenefitSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft } = useForm();
  const Fields = FIELDS[draft.kind];
  return (
    <>
      <Section title={texts.benefit}>
        <Fields />
      </Section>
      {draft.kind === 'MEMBER_CARD' && <MemberSections />}
    </>
  );
}
