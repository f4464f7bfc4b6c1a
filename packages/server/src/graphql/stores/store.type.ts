import {
  changedFieldsOf,
  readPending,
  type ServiceChanges,
  storeNameOf,
  verificationCodesSeenBy,
} from '../../domain/stores/index.ts';
import { builder } from '../builder.ts';
import { fromColumns } from '../kit/from-columns.ts';
import { StoreStateEnum } from './store.enums.ts';

const merchantOnly = { scope: 'stores:read' } as const;

/** A shop: what users may see of it, near them, on cards and from their own redemptions. */
export const StoreType = builder.prismaObject('Store', {
  description: 'A shop of the merchant (S1, a POI in Weixin’s words).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the store: `store_…`.' }),
    poiId: t.exposeInt('poiId', { description: 'The integer id that the Weixin door knows it by (`poi_id`).' }),
    name: t.string({
      description: 'Name and branch together, for people: `海底捞（王府井店）`.',
      ...fromColumns({ businessName: true, branchName: true }, storeNameOf),
    }),
    businessName: t.exposeString('businessName', { description: 'Name without region or branch.' }),
    branchName: t.exposeString('branchName', {
      nullable: true,
      description: 'Name of the branch; null: none was given.',
    }),
    province: t.exposeString('province', { description: 'Province; a municipality repeats its name.' }),
    city: t.exposeString('city', { description: 'City.' }),
    district: t.exposeString('district', { nullable: true, description: 'District; null: none was given.' }),
    address: t.exposeString('address', { description: 'Street and number.' }),
    telephone: t.exposeString('telephone', { description: 'Telephone number, as it was written.' }),
    categories: t.exposeStringList('categories', {
      description: 'At most 10 categories, each with its levels joined by commas.',
    }),
    offsetType: t.exposeInt('offsetType', {
      description: 'Coordinate system of the position: 1 = GCJ-02; others as they were given.',
    }),
    longitude: t.exposeFloat('longitude', { description: 'Degrees east, -180 to 180.' }),
    latitude: t.exposeFloat('latitude', { description: 'Degrees north, -90 to 90.' }),
    photoUrls: t.exposeStringList('photoUrls', { description: 'Addresses of at most 20 photos (C11).' }),
    recommend: t.exposeString('recommend', {
      nullable: true,
      description: 'What is recommended there; null: nothing was given.',
    }),
    special: t.exposeString('special', { nullable: true, description: 'Special services; null: none were given.' }),
    introduction: t.exposeString('introduction', {
      nullable: true,
      description: 'Introduction; null: none was given.',
    }),
    openTime: t.exposeString('openTime', {
      nullable: true,
      description: 'Opening hours as free text, such as `8:00-20:00`; null: not given.',
    }),
    averagePriceYuan: t.exposeInt('averagePriceYuan', {
      nullable: true,
      description: 'Average price in yuan; null: not given.',
    }),
  }),
});

/** The values are those of the change; what it leaves alone stays null and is not among the fields. */
const StoreChangeType = builder.objectRef<ServiceChanges>('StoreChange').implement({
  description:
    'A change of a store that waits for an operator (S2). Read `fields` to tell "emptied" from "not changed".',
  fields: (t) => ({
    fields: t.stringList({
      description: 'Names of the fields that change, at most 7.',
      resolve: (changes) => changedFieldsOf(changes),
    }),
    telephone: t.string({
      nullable: true,
      description: 'Telephone number; null: not changed.',
      resolve: ({ telephone }) => telephone ?? null,
    }),
    photoUrls: t.stringList({
      nullable: true,
      description: 'All photos anew, at most 20; null: not changed.',
      resolve: ({ photoUrls }) => (photoUrls ? [...photoUrls] : null),
    }),
    recommend: t.string({
      nullable: true,
      description: 'What is recommended there; null: emptied or not changed.',
      resolve: ({ recommend }) => recommend ?? null,
    }),
    special: t.string({
      nullable: true,
      description: 'Special services; null: emptied or not changed.',
      resolve: ({ special }) => special ?? null,
    }),
    introduction: t.string({
      nullable: true,
      description: 'Introduction; null: emptied or not changed.',
      resolve: ({ introduction }) => introduction ?? null,
    }),
    openTime: t.string({
      nullable: true,
      description: 'Opening hours; null: emptied or not changed.',
      resolve: ({ openTime }) => openTime ?? null,
    }),
    averagePriceYuan: t.int({
      nullable: true,
      description: 'Average price in yuan; null: emptied or not changed.',
      resolve: ({ averagePriceYuan }) => averagePriceYuan ?? null,
    }),
  }),
});

// What is the merchant's alone.
builder.prismaObjectFields(StoreType, (t) => ({
  externalId: t.exposeString('externalId', {
    nullable: true,
    description: 'The merchant’s own id (`sid`), unique per merchant; null: none was given. Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
  state: t.expose('state', {
    type: StoreStateEnum,
    description: 'State of its review. Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
  pendingChange: t.field({
    type: StoreChangeType,
    nullable: true,
    description: 'The change that waits for an operator; null: none does. Needs `stores:read`.',
    authScopes: merchantOnly,
    resolve: ({ pendingChanges }) => readPending(pendingChanges),
  }),
  verificationCodes: t.stringList({
    description:
      'What users name to redeem there themselves (R4), at most 20; empty to who is bound to other stores. Needs `redemptions:write`.',
    authScopes: { scope: 'redemptions:write' },
    resolve: (store, _args, { domain }) => verificationCodesSeenBy(domain, store),
  }),
  version: t.exposeInt('version', {
    description: 'Grows with every change; edits name it as `expectedVersion`. Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
  createdAt: t.expose('createdAt', {
    type: 'DateTime',
    description: 'When it was added. Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
  updatedAt: t.expose('updatedAt', {
    type: 'DateTime',
    description: 'When it was last changed. Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
  deletedAt: t.expose('deletedAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'When it was deleted; null: it is there. Redemptions keep showing deleted stores (S3). Needs `stores:read`.',
    authScopes: merchantOnly,
  }),
}));
