import type { CardKind } from '../../generated/console.ts';
import { fenOf } from '../format/money.ts';
import { address, amount, type Check, optionalWhole, required, requiredText, within } from './checks.ts';
import type { Draft } from './draft.ts';
import { wholeOf } from './inputs.ts';
import type { BonusRuleDraft, LinkDraft, MemberDraft } from './kind-drafts.ts';
import { LIMITS } from './limits.ts';

/** What is wrong with what a card gives, by the server's name of the field. */
export const benefitChecks: Readonly<Record<CardKind, (draft: Draft) => Check[]>> = {
  CASH: ({ reduceCost, leastCost }) => [
    ['reduceCostFen', required(reduceCost) ?? ((fenOf(reduceCost) ?? 0) > 0 ? null : 'notAmount')],
    ['leastCostFen', amount(leastCost)],
  ],
  DISCOUNT: ({ percentOff }) => [['percentOff', required(percentOff) ?? percent(percentOff)]],
  GROUPON: ({ dealDetail }) => [['dealDetail', requiredText(dealDetail, LIMITS.dealDetail)]],
  GIFT: ({ gift }) => [['gift', requiredText(gift, LIMITS.gift)]],
  GENERAL_COUPON: ({ defaultDetail }) => [['defaultDetail', requiredText(defaultDetail, LIMITS.defaultDetail)]],
  MEMBER_CARD: ({ member }) => memberChecks(member),
  SCENIC_TICKET: ({ scenic }) => [
    ['ticketClass', within(scenic.ticketClass, LIMITS.ticketClass)],
    ['guideUrl', address(scenic.guideUrl)],
  ],
  MOVIE_TICKET: ({ movie }) => [['detail', within(movie.detail, LIMITS.movieDetail)]],
  BOARDING_PASS: ({ flight }) => [
    ['from', requiredText(flight.from, LIMITS.ticketText)],
    ['to', requiredText(flight.to, LIMITS.ticketText)],
    ['flight', requiredText(flight.flight, LIMITS.flight)],
    ['departureTime', required(flight.departureTime)],
    ['landingTime', required(flight.landingTime) ?? order(flight.departureTime, flight.landingTime)],
    ['gate', within(flight.gate, LIMITS.gate)],
    ['airModel', within(flight.airModel, LIMITS.airModel)],
    ['checkInUrl', address(flight.checkInUrl)],
  ],
  MEETING_TICKET: ({ meeting }) => [
    ['meetingDetail', requiredText(meeting.meetingDetail, LIMITS.meetingDetail)],
    ['mapUrl', address(meeting.mapUrl)],
  ],
  BUS_TICKET: ({ bus }) => [
    ['route', requiredText(bus.route, LIMITS.ticketText)],
    ['departureTime', required(bus.departureTime)],
    ['tripDetail', requiredText(bus.tripDetail, LIMITS.tripDetail)],
    ['mapUrl', address(bus.mapUrl)],
  ],
};

function percent(text: string): 'notPercent' | null {
  const number = wholeOf(text) ?? 0;
  return number >= 1 && number <= 99 ? null : 'notPercent';
}

/** Both on the same clock, so texts compare as the times do. */
const order = (begin: string, end: string): 'landsBefore' | null =>
  begin !== '' && end <= begin ? 'landsBefore' : null;

const memberChecks = (member: MemberDraft): Check[] => [
  ['prerogative', requiredText(member.prerogative, LIMITS.prerogative)],
  ['backgroundUrl', within(member.backgroundUrl, LIMITS.link)],
  ['memberPercentOff', member.percentOff.trim() === '' ? null : percent(member.percentOff)],
  ...bonusChecks(member.bonusRule),
  ...member.customFields.flatMap((field, slot): Check[] => [
    [
      `customFields.${slot}.name`,
      nameless(field.nameType === 'OWN' ? field.name : 'named', field) ?? within(field.name, LIMITS.fieldName),
    ],
    [`customFields.${slot}.url`, address(field.url)],
  ]),
  ...member.customCells.flatMap((cell, slot): Check[] => [
    [`customCells.${slot}.name`, nameless(cell.name, cell, cell.tips) ?? within(cell.name, LIMITS.cellName)],
    [`customCells.${slot}.tips`, within(cell.tips, LIMITS.cellTips)],
    [`customCells.${slot}.url`, address(cell.url)],
  ]),
  ['bonusLink.url', address(member.bonusLink.url)],
  ['balanceLink.url', address(member.balanceLink.url)],
  ['bonusClearing', within(member.bonusClearing, LIMITS.terms)],
  ['bonusTerms', within(member.bonusTerms, LIMITS.terms)],
  ['balanceTerms', within(member.balanceTerms, LIMITS.terms)],
  ...activationChecks(member),
];

/** A place without a name is left empty, so nothing else may be written in it. */
const nameless = (name: string, { url, appUserName, appPath }: LinkDraft, more = ''): 'missing' | null =>
  name.trim() === '' && `${url}${appUserName}${appPath}${more}`.trim() !== '' ? 'missing' : null;

/** Each unit and its worth belong together (B4). */
function bonusChecks(rule: BonusRuleDraft): Check[] {
  const half = (text: string, other: string): 'otherHalf' | null =>
    text.trim() === '' && other.trim() !== '' ? 'otherHalf' : null;
  return [
    ['bonusRule.costUnitFen', half(rule.costUnit, rule.increaseBonus) ?? amount(rule.costUnit)],
    ['bonusRule.increaseBonus', half(rule.increaseBonus, rule.costUnit) ?? optionalWhole(rule.increaseBonus, 1)],
    ['bonusRule.maxIncreaseBonus', optionalWhole(rule.maxIncreaseBonus, 1)],
    ['bonusRule.initIncreaseBonus', optionalWhole(rule.initIncreaseBonus, 0)],
    ['bonusRule.costBonusUnit', half(rule.costBonusUnit, rule.reduceCost) ?? optionalWhole(rule.costBonusUnit, 1)],
    ['bonusRule.reduceCostFen', half(rule.reduceCost, rule.costBonusUnit) ?? amount(rule.reduceCost)],
    ['bonusRule.leastCostFen', amount(rule.leastCost)],
    ['bonusRule.maxReduceBonus', optionalWhole(rule.maxReduceBonus, 1)],
  ];
}

const activationChecks = ({ activation }: MemberDraft): Check[] => [
  [
    'activation.afterFormUrl',
    (activation.continuesAfterForm ? required(activation.afterFormUrl) : null) ?? address(activation.afterFormUrl),
  ],
  ['activation.page.url', address(activation.page.url)],
  ['activation.bindUrl', address(activation.bindUrl)],
];
