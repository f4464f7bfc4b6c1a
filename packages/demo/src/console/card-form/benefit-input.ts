import type {
  BoardingPassCreateInput,
  BusTicketCreateInput,
  CardKind,
  CardLinkInput,
  CashCreateInput,
  DiscountCreateInput,
  GeneralCouponCreateInput,
  GiftCreateInput,
  GrouponCreateInput,
  MeetingTicketCreateInput,
  MemberActivationInput,
  MemberBonusRuleInput,
  MemberCardCreateInput,
  MovieTicketCreateInput,
  ScenicTicketCreateInput,
} from '../../generated/console.ts';
import { fenOf } from '../format/money.ts';
import { momentOf } from '../format/time.ts';
import type { Draft } from './draft.ts';
import { textOf, wholeOf } from './inputs.ts';
import type { ActivationDraft, BonusRuleDraft, LinkDraft, MemberDraft } from './kind-drafts.ts';

/** What only one kind has. */
type Own<Input> = Omit<Input, keyof GrouponCreateInput>;
export type BenefitInputs = {
  CASH: Own<CashCreateInput>;
  DISCOUNT: Own<DiscountCreateInput>;
  GROUPON: Pick<GrouponCreateInput, 'dealDetail'>;
  GIFT: Own<GiftCreateInput>;
  GENERAL_COUPON: Own<GeneralCouponCreateInput>;
  MEMBER_CARD: Own<MemberCardCreateInput>;
  SCENIC_TICKET: Own<ScenicTicketCreateInput>;
  MOVIE_TICKET: Own<MovieTicketCreateInput>;
  BOARDING_PASS: Own<BoardingPassCreateInput>;
  MEETING_TICKET: Own<MeetingTicketCreateInput>;
  BUS_TICKET: Own<BusTicketCreateInput>;
};

type BenefitMakers = { [K in CardKind]: (draft: Draft, timeZone: string) => BenefitInputs[K] };

/** What a card of each kind gives, as the server takes it. */
export const benefitInputs: BenefitMakers = {
  CASH: ({ reduceCost, leastCost }) => ({ reduceCostFen: fenOf(reduceCost), leastCostFen: fenOf(leastCost) }),
  DISCOUNT: ({ percentOff }) => ({ percentOff: wholeOf(percentOff) }),
  GROUPON: ({ dealDetail }) => ({ dealDetail }),
  GIFT: ({ gift }) => ({ gift }),
  GENERAL_COUPON: ({ defaultDetail }) => ({ defaultDetail }),
  MEMBER_CARD: ({ member }) => memberInput(member),
  SCENIC_TICKET: ({ scenic }) => ({ ticketClass: textOf(scenic.ticketClass), guideUrl: textOf(scenic.guideUrl) }),
  MOVIE_TICKET: ({ movie }) => ({ detail: textOf(movie.detail) }),
  BOARDING_PASS: ({ flight }, timeZone) => ({
    from: textOf(flight.from),
    to: textOf(flight.to),
    flight: textOf(flight.flight),
    departureTime: momentOf(flight.departureTime, timeZone),
    landingTime: momentOf(flight.landingTime, timeZone),
    checkInUrl: textOf(flight.checkInUrl),
    gate: textOf(flight.gate),
    boardingTime: momentOf(flight.boardingTime, timeZone),
    airModel: textOf(flight.airModel),
  }),
  MEETING_TICKET: ({ meeting }) => ({
    meetingDetail: textOf(meeting.meetingDetail),
    mapUrl: textOf(meeting.mapUrl),
  }),
  BUS_TICKET: ({ bus }, timeZone) => ({
    tripDetail: textOf(bus.tripDetail),
    mapUrl: textOf(bus.mapUrl),
    route: textOf(bus.route),
    departureTime: momentOf(bus.departureTime, timeZone),
  }),
};

function memberInput(member: MemberDraft): BenefitInputs['MEMBER_CARD'] {
  return {
    prerogative: textOf(member.prerogative),
    showsBonus: member.showsBonus,
    showsBalance: member.showsBalance,
    backgroundUrl: textOf(member.backgroundUrl),
    memberPercentOff: wholeOf(member.percentOff),
    bonusLink: linkOf(member.bonusLink),
    balanceLink: linkOf(member.balanceLink),
    bonusClearing: textOf(member.bonusClearing),
    bonusTerms: textOf(member.bonusTerms),
    balanceTerms: textOf(member.balanceTerms),
    customFields: slotsOf(member.customFields, ({ nameType, name, ...link }) =>
      nameType === 'OWN' && name.trim() === ''
        ? null
        : { nameType: nameType === 'OWN' ? null : nameType, name: textOf(name), ...linkParts(link) },
    ),
    customCells: slotsOf(member.customCells, ({ name, tips, ...link }) =>
      name.trim() === '' ? null : { name, tips: textOf(tips), ...linkParts(link) },
    ),
    bonusRule: bonusRuleOf(member.bonusRule),
    activation: activationOf(member.activation),
    paysByCode: member.paysByCode,
    paysByCard: member.paysByCard,
  };
}

const linkParts = ({ url, appUserName, appPath }: LinkDraft): CardLinkInput => ({
  url: textOf(url),
  appUserName: textOf(appUserName),
  appPath: textOf(appPath),
});

const linkOf = (link: LinkDraft): CardLinkInput | null =>
  Object.values(link).every((text) => text.trim() === '') ? null : linkParts(link);

/** Places in a row up to the last that is taken: an empty one before it keeps those behind it where they are. */
function slotsOf<T, R>(places: readonly T[], read: (place: T) => R | null): (R | null)[] {
  const inSlots = places.map(read);
  return inSlots.slice(0, inSlots.findLastIndex((place) => place !== null) + 1);
}

function bonusRuleOf(rule: BonusRuleDraft): MemberBonusRuleInput | null {
  if (Object.values(rule).every((text) => text.trim() === '')) return null;
  return {
    costUnitFen: fenOf(rule.costUnit),
    increaseBonus: wholeOf(rule.increaseBonus),
    maxIncreaseBonus: wholeOf(rule.maxIncreaseBonus),
    initIncreaseBonus: wholeOf(rule.initIncreaseBonus),
    costBonusUnit: wholeOf(rule.costBonusUnit),
    reduceCostFen: fenOf(rule.reduceCost),
    leastCostFen: fenOf(rule.leastCost),
    maxReduceBonus: wholeOf(rule.maxReduceBonus),
  };
}

function activationOf(activation: ActivationDraft): MemberActivationInput | null {
  const { isAutomatic, usesForm, continuesAfterForm, afterFormUrl, page, bindUrl } = activation;
  const texts = [afterFormUrl, bindUrl, ...Object.values(page)];
  if (!isAutomatic && !usesForm && !continuesAfterForm && texts.every((text) => text.trim() === '')) return null;
  return {
    isAutomatic,
    usesForm,
    continuesAfterForm,
    afterFormUrl: textOf(afterFormUrl),
    page: linkOf(page),
    bindUrl: textOf(bindUrl),
  };
}
