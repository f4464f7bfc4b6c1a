import type { DomainContext } from '../domain/kit/context.ts';
import {
  assertServiceChanges,
  createStore,
  deleteStore,
  findStore,
  isDeletedPoi,
  listStores,
  ownCategories,
  updateStore,
} from '../domain/stores/index.ts';
import { idNumber, isGiven } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { type Call, ok, type Route } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';
import { baseInfoAnswer, baseInfoOf, draftOf, poiIdAsAsked, poiIdOf, wirePathOfPoi } from './poi.wire.ts';
import { OPEN_CATEGORIES } from './poi-categories.ts';

const NO_SUCH_POI = 65115;
const DELETED_POI = 65116;
const MOST_LISTED = 50;
const USUALLY_LISTED = 20;
const LARGEST = 2_147_483_647;

const post = (answer: (call: Call) => Promise<JsonObject>): Route => ({
  access: 'token',
  methods: ['POST'],
  takes: 'json',
  wirePathOf: wirePathOfPoi,
  answer,
});

async function storeAt(ctx: DomainContext, poiId: number) {
  const store = await findStore(ctx, { poiId });
  if (!store) throw new WireFault((await isDeletedPoi(ctx, poiId)) ? DELETED_POI : NO_SUCH_POI, 'poi_id');
  return store;
}

/** A whole number of a page, as a number or its digits. */
function pageNumber(body: JsonObject, name: string, { fallback, least }: { fallback: number; least: number }): number {
  if (!isGiven(body[name])) return fallback;
  const value = Number(idNumber.read(body[name], name));
  if (value < least || value > LARGEST) throw new WireFault(40035, name);
  return value;
}

/** Oldest first, in every state; `total_count` is a text (contract §9.1). */
async function answerList({ ctx, body }: Call): Promise<JsonObject> {
  const offset = pageNumber(body, 'begin', { fallback: 0, least: 0 });
  const count = pageNumber(body, 'limit', { fallback: USUALLY_LISTED, least: 1 });
  if (count > MOST_LISTED) throw new WireFault(40035, 'limit');
  const { stores, total } = await listStores(ctx, { offset, count });
  return ok({
    business_list: stores.map((store) => ({ base_info: baseInfoAnswer(store) })),
    total_count: String(total),
  });
}

/** The service fields that are given are replaced, the others stay (contract §9.2). */
async function answerUpdate({ ctx, body }: Call): Promise<JsonObject> {
  const baseInfo = baseInfoOf(body);
  const poiId = poiIdOf(baseInfo);
  const changes = draftOf(baseInfo);
  assertServiceChanges(changes);
  await storeAt(ctx, poiId);
  await updateStore(ctx, { poiId, changes });
  return ok();
}

/** What the merchant's own stores are, then what contract §14.1 names: the vendor's table is not in it, and any text is taken. */
const categories: Route = {
  access: 'token',
  methods: ['GET', 'POST'],
  takes: 'nothing',
  answer: async ({ ctx }) => ok({ category_list: [...new Set([...(await ownCategories(ctx)), ...OPEN_CATEGORIES])] }),
};

export const poiRoutes: Readonly<Record<string, Route>> = {
  '/cgi-bin/poi/addpoi': post(async ({ ctx, body }) => {
    const { poiId } = await createStore(ctx, draftOf(baseInfoOf(body)));
    return ok({ poi_id: String(poiId) });
  }),
  '/cgi-bin/poi/getpoi': post(async ({ ctx, body }) => {
    const store = await storeAt(ctx, poiIdOf(body));
    return ok({ business: { base_info: baseInfoAnswer(store, poiIdAsAsked(body, store.poiId)) } });
  }),
  '/cgi-bin/poi/getpoilist': post(answerList),
  '/cgi-bin/poi/updatepoi': post(answerUpdate),
  '/cgi-bin/poi/delpoi': post(async ({ ctx, body }) => {
    const { id } = await storeAt(ctx, poiIdOf(body));
    await deleteStore(ctx, { id });
    return ok();
  }),
  '/cgi-bin/poi/getwxcategory': categories,
  '/cgi-bin/api_getwxcategory': categories,
};
