import {
  benefitOf,
  cardStatusAt,
  namedStoresWhere,
  shownConditionsOf,
  storesWhere,
  textImagesOf,
  timeLimitsOf,
} from '../../domain/cards/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { DomainError } from '../../domain/kit/errors.ts';
import { stockIn } from '../../domain/stock/index.ts';
import { builder } from '../builder.ts';
import { comesWith } from '../kit/comes-with.ts';
import type { ListArgs, Row } from '../kit/connection.type.ts';
import { fromColumns } from '../kit/from-columns.ts';
import { storeList } from '../stores/store.queries.ts';
import { CardBenefitType } from './benefit.type.ts';
import { BusinessServiceEnum, CardKindEnum, CardStatusEnum, CodeTypeEnum } from './card.enums.ts';
import {
  CardAbstractType,
  CardColorType,
  CardEntriesType,
  CardSelfRedemptionType,
  CardTextImageType,
  CardTimeLimitType,
  CardUseConditionType,
  CardValidityType,
} from './card-parts.type.ts';
import { StockType } from './stock.type.ts';

/** What everybody may read of a card: its face, and what is left of it. */
export const CardContentType = builder.prismaInterface('Card', {
  variant: 'CardContent',
  description:
    'What everybody may read of a card: the face and what is left. Fragments on it serve both `Card` and `CardFace`.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the card: `card_…`; the `card_id` of the Weixin door.' }),
    kind: t.expose('kind', { type: CardKindEnum, description: 'What the card gives (C1).' }),
    status: t.field({
      type: CardStatusEnum,
      description: 'Status at this moment (C8).',
      ...fromColumns(
        { status: true, validUntil: true },
        (card: Parameters<typeof cardStatusAt>[0], _args, { domain }) => cardStatusAt(card, domain.now()),
      ),
    }),
    title: t.exposeString('title', { description: 'Title, at most 9 wide characters (C2).' }),
    subTitle: t.exposeString('subTitle', {
      nullable: true,
      description: 'Sub-title, at most 18 wide characters; null: none was given.',
    }),
    brandName: t.exposeString('brandName', { description: 'Name of the brand, at most 12 wide characters.' }),
    logoUrl: t.exposeString('logoUrl', { description: 'Address of the logo (C11).' }),
    color: t.field({ type: CardColorType, description: 'Colour of the face (C3).', resolve: (card) => card.color }),
    notice: t.exposeString('notice', { description: 'Notice for the till, at most 16 wide characters.' }),
    description: t.exposeString('description', { description: 'Instructions, at most 1024 wide characters.' }),
    servicePhone: t.exposeString('servicePhone', {
      nullable: true,
      description: 'Phone of the customer service; null: none was given.',
    }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'Name of a third party that offers the card; null: none.',
    }),
    codeType: t.expose('codeType', { type: CodeTypeEnum, description: 'How codes are shown (K3).' }),
    timeZone: t.string({
      description: 'Zone of the merchant, in which its days are meant (C4): `Asia/Shanghai`.',
      extensions: comesWith('merchant'),
      select: { merchant: { select: { timeZone: true } } },
      resolve: ({ merchant }) => merchant.timeZone,
    }),
  }),
});

// What it allows, and what is left.
builder.prismaInterfaceFields(CardContentType, (t) => ({
  validity: t.field({ type: CardValidityType, description: 'When codes are good (C4).', resolve: (card) => card }),
  claimLimit: t.exposeInt('claimLimit', { description: 'Codes that one user can claim (C5).' }),
  useLimit: t.exposeInt('useLimit', { description: 'Codes that one user can redeem (C5).' }),
  canShare: t.exposeBoolean('canShare', { description: 'Whether users may share the way to claim it.' }),
  canGiveFriend: t.exposeBoolean('canGiveFriend', { description: 'Whether holders may give codes to friends (L7).' }),
  usesAllStores: t.exposeBoolean('usesAllStores', {
    description: 'Whether it applies to all stores of the moment (C6, S4).',
  }),
  stores: t.field({
    ...storeList.field,
    description: 'Stores in which it can be redeemed; of the moment, where it applies to all.',
    // Stores that it names come along with the card; all stores of the moment are asked for by themselves.
    select: (args, { domain }) => namedStores(args, domain),
    resolve: (card, args, context, info) =>
      storeList.resolveBelow(storesWhere(card), card.usesAllStores ? null : storesIn(card))(args, context, info),
  }),
  stock: t.field({
    type: StockType,
    description: 'Pieces of the card at this moment.',
    extensions: comesWith('lots'),
    select: { lots: { select: { quantity: true, left: true } } },
    resolve: ({ lots }) => stockIn(lots),
  }),
}));

// What the face shows beside its texts.
builder.prismaInterfaceFields(CardContentType, (t) => ({
  entries: t.field({ type: CardEntriesType, description: 'Links of the face (C7).', resolve: (card) => card }),
  useCondition: t.field({
    type: CardUseConditionType,
    description: 'Conditions that are shown, by the kind of card (C7a).',
    resolve: shownConditionsOf,
  }),
  abstract: t.field({ type: CardAbstractType, description: 'Cover of the details.', resolve: (card) => card }),
  textImages: t.field({
    type: [CardTextImageType],
    description: 'Images with texts, at most 100.',
    resolve: textImagesOf,
  }),
  businessServices: t.field({
    type: [BusinessServiceEnum],
    description: 'Services of the merchant (C7a).',
    resolve: (card) => servicesOf(card.businessServices),
  }),
  timeLimits: t.field({
    type: [CardTimeLimitType],
    description: 'Days and hours of use, at most 100; empty: always.',
    resolve: timeLimitsOf,
  }),
  enforcesTimeLimits: t.exposeBoolean('enforcesTimeLimits', {
    description: 'Whether the days and hours are enforced, not only shown (C12).',
  }),
  selfRedemption: t.field({
    type: CardSelfRedemptionType,
    description: 'Whether holders redeem codes of it themselves in a store, and what they are asked for (R4).',
    resolve: (card) => card,
  }),
  needsRotatingCode: t.exposeBoolean('needsRotatingCode', {
    description:
      'Whether people at the till redeem its codes only by the QR code that changes every 30 seconds: `Code.rotating`.',
  }),
  benefit: t.field({ type: CardBenefitType, description: 'What it gives, by its kind.', resolve: benefitOf }),
}));

/** What to ask of a card for a page of the stores that it names. */
function namedStores(args: ListArgs, domain: DomainContext): { stores?: object } {
  try {
    return { stores: storeList.pageThrough('store', namedStoresWhere(domain), { args, domain }) };
  } catch (error) {
    // Refused where the field is resolved, which is then asked by itself.
    if (error instanceof DomainError) return {};
    throw error;
  }
}

const storesIn = (card: object): Row[] | null =>
  'stores' in card && Array.isArray(card.stores) ? card.stores.map(({ store }: { store: Row }) => store) : null;

type Service = (typeof BusinessServiceEnum)['$inferType'];
// Only these names are ever stored: the rules of the cards room check them.
const servicesOf = (stored: string[]): Service[] => stored as Service[];
