import { builder } from '../../builder.ts';
import type { Benefit } from './benefit.ts';
import { MemberFieldNameEnum } from './member-card.enums.ts';

type MemberCard = Benefit<'MEMBER_CARD'>;
type Slot<T> = NonNullable<T> & { slot: number };
type Link = { url: string | null; appUserName: string | null; appPath: string | null };

/** What stands in the slots that are taken, with the numbers of these. */
const taken = <T extends object>(places: readonly (T | null)[]) =>
  places.flatMap((value, index) => (value ? [{ ...value, slot: index + 1 }] : []));

const CardLinkType = builder.objectRef<Link>('CardLink').implement({
  description: 'Where something on a membership card leads.',
  fields: (t) => ({
    url: t.exposeString('url', { nullable: true, description: 'The address, http or https; null: none.' }),
    appUserName: t.exposeString('appUserName', {
      nullable: true,
      description: 'User name of the mini program that it opens; null: none.',
    }),
    appPath: t.exposeString('appPath', { nullable: true, description: 'Page of that mini program; null: its first.' }),
  }),
});

const linkOf = ({ url, appUserName, appPath }: Link): Link | null =>
  url === null && appUserName === null ? null : { url, appUserName, appPath };

const MemberCustomFieldType = builder
  .objectRef<Slot<MemberCard['customFields'][number]>>('MemberCustomField')
  .implement({
    description: 'A field of the merchant’s own on the face of a membership card.',
    fields: (t) => ({
      slot: t.exposeInt('slot', { description: 'Its place on the face, 1 to 3.' }),
      nameType: t.expose('nameType', {
        type: MemberFieldNameEnum,
        nullable: true,
        description: 'Its name, as the old platform has it; null: it has one of its own.',
      }),
      name: t.exposeString('name', { nullable: true, description: 'A name of its own, which is shown; null: none.' }),
      link: t.field({
        type: CardLinkType,
        nullable: true,
        description: 'Where it leads; null: nowhere.',
        resolve: linkOf,
      }),
    }),
  });

const MemberCustomCellType = builder.objectRef<Slot<MemberCard['customCells'][number]>>('MemberCustomCell').implement({
  description: 'A row of the merchant’s own below the face of a membership card.',
  fields: (t) => ({
    slot: t.exposeInt('slot', { description: 'Its place, 1 to 3.' }),
    name: t.exposeString('name', { description: 'Its text.' }),
    tips: t.exposeString('tips', { nullable: true, description: 'Small text beside it; null: none.' }),
    link: t.field({
      type: CardLinkType,
      nullable: true,
      description: 'Where it leads; null: nowhere.',
      resolve: linkOf,
    }),
  }),
});

const MemberBonusRuleType = builder.objectRef<NonNullable<MemberCard['bonusRule']>>('MemberBonusRule').implement({
  description: 'How bonus is earned, and what it is worth (B4).',
  fields: (t) => ({
    costUnitFen: t.expose('costUnitFen', {
      type: 'Fen',
      nullable: true,
      description: 'Each such amount that is spent, in fen, earns `increaseBonus`; null: spending earns none.',
    }),
    increaseBonus: t.exposeInt('increaseBonus', {
      nullable: true,
      description: 'Bonus that each `costUnitFen` earns; null: spending earns none.',
    }),
    maxIncreaseBonus: t.exposeInt('maxIncreaseBonus', {
      nullable: true,
      description: 'Most bonus that one order earns; null: no limit.',
    }),
    initIncreaseBonus: t.exposeInt('initIncreaseBonus', {
      nullable: true,
      description: 'Bonus for joining; null: none.',
    }),
    costBonusUnit: t.exposeInt('costBonusUnit', {
      nullable: true,
      description: 'Each so much bonus takes `reduceCostFen` off; null: bonus can not be spent.',
    }),
    reduceCostFen: t.expose('reduceCostFen', {
      type: 'Fen',
      nullable: true,
      description: 'Amount in fen that each `costBonusUnit` takes off; null: bonus can not be spent.',
    }),
    leastCostFen: t.expose('leastCostFen', {
      type: 'Fen',
      nullable: true,
      description: 'Least order amount in fen for spending bonus; null: any.',
    }),
    maxReduceBonus: t.exposeInt('maxReduceBonus', {
      nullable: true,
      description: 'Most bonus that one order spends; null: no limit.',
    }),
  }),
});

const MemberActivationType = builder.objectRef<NonNullable<MemberCard['activation']>>('MemberActivation').implement({
  description: 'How users become members (B2). Of several ways counts: automatic, then page, then form.',
  fields: (t) => ({
    isAutomatic: t.exposeBoolean('isAutomatic', { description: 'Whether the claim itself makes a member.' }),
    usesForm: t.exposeBoolean('usesForm', { description: 'Whether users fill in a form.' }),
    continuesAfterForm: t.exposeBoolean('continuesAfterForm', {
      description: 'Whether the form leads on to a page of the merchant, which decides.',
    }),
    afterFormUrl: t.exposeString('afterFormUrl', { nullable: true, description: 'That page; null: none.' }),
    page: t.expose('page', {
      type: CardLinkType,
      nullable: true,
      description: 'Page of the merchant that does it all by the API; null: none.',
    }),
    bindUrl: t.exposeString('bindUrl', {
      nullable: true,
      description: 'Page that links members whom the merchant has already; null: none.',
    }),
  }),
});

export const MemberCardBenefitType = builder.objectRef<MemberCard>('MemberCardBenefit').implement({
  description: 'What a membership card gives and shows (C1). Who is a member belongs to its codes.',
  fields: (t) => ({
    prerogative: t.exposeString('prerogative', { description: 'What members get, as text.' }),
    showsBonus: t.exposeBoolean('showsBonus', { description: 'Whether the face shows bonus.' }),
    showsBalance: t.exposeBoolean('showsBalance', { description: 'Whether the face shows a balance.' }),
    backgroundUrl: t.exposeString('backgroundUrl', {
      nullable: true,
      description: 'Address of the background image; null: the colour alone.',
    }),
    memberPercentOff: t.exposeInt('memberPercentOff', {
      nullable: true,
      description: 'Per cent that members have off, 1–99; null: none.',
    }),
    bonusClearing: t.exposeString('bonusClearing', {
      nullable: true,
      description: 'When bonus is cleared, as text; null: nothing was said.',
    }),
    bonusTerms: t.exposeString('bonusTerms', {
      nullable: true,
      description: 'The terms of bonus, as text; null: nothing was said.',
    }),
    balanceTerms: t.exposeString('balanceTerms', {
      nullable: true,
      description: 'The terms of the balance, as text; null: nothing was said.',
    }),
    paysByCode: t.exposeBoolean('paysByCode', {
      description: 'Whether member code and payment code are shown together.',
    }),
    paysByCard: t.exposeBoolean('paysByCard', { description: 'Whether a button for paying is shown.' }),
  }),
});

// What stands on it beside its texts.
builder.objectFields(MemberCardBenefitType, (t) => ({
  bonusLink: t.expose('bonusLink', {
    type: CardLinkType,
    nullable: true,
    description: 'Where the bonus leads; null: nowhere.',
  }),
  balanceLink: t.expose('balanceLink', {
    type: CardLinkType,
    nullable: true,
    description: 'Where the balance leads; null: nowhere.',
  }),
  customFields: t.field({
    type: [MemberCustomFieldType],
    description: 'Fields of the merchant’s own, at most three, in the order of their slots.',
    resolve: ({ customFields }) => taken(customFields),
  }),
  customCells: t.field({
    type: [MemberCustomCellType],
    description: 'Rows of the merchant’s own, at most three, in the order of their slots.',
    resolve: ({ customCells }) => taken(customCells),
  }),
  bonusRule: t.expose('bonusRule', {
    type: MemberBonusRuleType,
    nullable: true,
    description: 'How bonus is earned and spent; null: no rule.',
  }),
  activation: t.expose('activation', {
    type: MemberActivationType,
    nullable: true,
    description: 'How users become members; null: by the API only.',
  }),
}));
