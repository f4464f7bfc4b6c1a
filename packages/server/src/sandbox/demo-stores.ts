import type { DomainContext } from '../domain/kit/context.ts';
import { createStore, findStoreByExternalId } from '../domain/stores/index.ts';

const SHARED = {
  province: '上海市',
  city: '上海市',
  categories: ['美食,小吃快餐'],
  openTime: '10:00-22:00',
  averagePriceYuan: 68,
} as const;

const STORES = [
  {
    ...SHARED,
    externalId: 'demo-store-1',
    businessName: '沙箱商场',
    branchName: '静安店',
    district: '静安区',
    address: '南京西路 1 号',
    telephone: '021-55550101',
    longitude: 121.4551,
    latitude: 31.2289,
  },
  {
    ...SHARED,
    externalId: 'demo-store-2',
    businessName: '沙箱商场',
    branchName: '徐汇店',
    district: '徐汇区',
    address: '衡山路 2 号',
    telephone: '021-55550102',
    longitude: 121.4467,
    latitude: 31.2042,
  },
] as const;

/** Ids of the sandbox merchant's two stores; those that are missing are made. */
export async function ensureDemoStores(ctx: DomainContext): Promise<string[]> {
  const ids: string[] = [];
  for (const store of STORES) {
    const known = await findStoreByExternalId(ctx, store.externalId);
    ids.push((known ?? (await createStore(ctx, store))).id);
  }
  return ids;
}
