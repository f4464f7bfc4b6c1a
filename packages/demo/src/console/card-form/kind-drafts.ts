import type { MemberFieldName } from '../../generated/console.ts';

/** Where something leads: an address, or a page of a mini program. */
export type LinkDraft = { url: string; appUserName: string; appPath: string };
/** A field of the merchant's own on a membership card. Its name is one of the old platform's, or its own. */
export type CustomFieldDraft = LinkDraft & { nameType: MemberFieldName | 'OWN'; name: string };
export type CustomCellDraft = LinkDraft & { name: string; tips: string };

/** How bonus is earned and spent (B4). */
export type BonusRuleDraft = {
  costUnit: string;
  increaseBonus: string;
  maxIncreaseBonus: string;
  initIncreaseBonus: string;
  costBonusUnit: string;
  reduceCost: string;
  leastCost: string;
  maxReduceBonus: string;
};

/** How users become members (B2). Several may be set at once; the server says which one counts. */
export type ActivationDraft = {
  isAutomatic: boolean;
  usesForm: boolean;
  continuesAfterForm: boolean;
  afterFormUrl: string;
  page: LinkDraft;
  bindUrl: string;
};

export type MemberDraft = {
  prerogative: string;
  showsBonus: boolean;
  showsBalance: boolean;
  backgroundUrl: string;
  percentOff: string;
  bonusLink: LinkDraft;
  balanceLink: LinkDraft;
  bonusClearing: string;
  bonusTerms: string;
  balanceTerms: string;
  /** The place in the list is the slot; one without a name is left empty. */
  customFields: readonly CustomFieldDraft[];
  customCells: readonly CustomCellDraft[];
  bonusRule: BonusRuleDraft;
  activation: ActivationDraft;
  paysByCode: boolean;
  paysByCard: boolean;
};

/** Times stand as `2026-12-01T08:30`, on the clock of the merchant. */
export type FlightDraft = {
  from: string;
  to: string;
  flight: string;
  departureTime: string;
  landingTime: string;
  checkInUrl: string;
  gate: string;
  boardingTime: string;
  airModel: string;
};

/** What a card gives, as it stands in the controls, for all kinds side by side. */
export type KindDrafts = {
  reduceCost: string;
  leastCost: string;
  percentOff: string;
  dealDetail: string;
  gift: string;
  defaultDetail: string;
  member: MemberDraft;
  scenic: { ticketClass: string; guideUrl: string };
  movie: { detail: string };
  flight: FlightDraft;
  meeting: { meetingDetail: string; mapUrl: string };
  bus: { tripDetail: string; mapUrl: string; route: string; departureTime: string };
};

/** Kinds whose benefit has several fields keep them in a group. */
export type BenefitGroup = 'member' | 'scenic' | 'movie' | 'flight' | 'meeting' | 'bus';

/** A membership card has three places for fields, and three for rows (40124). */
export const SLOTS = 3;

export const emptyLink: LinkDraft = { url: '', appUserName: '', appPath: '' };
export const emptyCustomField: CustomFieldDraft = { ...emptyLink, nameType: 'OWN', name: '' };
export const emptyCustomCell: CustomCellDraft = { ...emptyLink, name: '', tips: '' };

const inSlots = <T>(empty: T): T[] => Array.from({ length: SLOTS }, () => empty);

const newMember: MemberDraft = {
  prerogative: '',
  showsBonus: true,
  showsBalance: false,
  backgroundUrl: '',
  percentOff: '',
  bonusLink: emptyLink,
  balanceLink: emptyLink,
  bonusClearing: '',
  bonusTerms: '',
  balanceTerms: '',
  customFields: inSlots(emptyCustomField),
  customCells: inSlots(emptyCustomCell),
  bonusRule: {
    costUnit: '',
    increaseBonus: '',
    maxIncreaseBonus: '',
    initIncreaseBonus: '',
    costBonusUnit: '',
    reduceCost: '',
    leastCost: '',
    maxReduceBonus: '',
  },
  activation: {
    isAutomatic: false,
    usesForm: false,
    continuesAfterForm: false,
    afterFormUrl: '',
    page: emptyLink,
    bindUrl: '',
  },
  paysByCode: false,
  paysByCard: false,
};

export const newKindDrafts: KindDrafts = {
  reduceCost: '',
  leastCost: '',
  percentOff: '',
  dealDetail: '',
  gift: '',
  defaultDetail: '',
  member: newMember,
  scenic: { ticketClass: '', guideUrl: '' },
  movie: { detail: '' },
  flight: {
    from: '',
    to: '',
    flight: '',
    departureTime: '',
    landingTime: '',
    checkInUrl: '',
    gate: '',
    boardingTime: '',
    airModel: '',
  },
  meeting: { meetingDetail: '', mapUrl: '' },
  bus: { tripDetail: '', mapUrl: '', route: '', departureTime: '' },
};
