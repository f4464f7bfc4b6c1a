import type { DomainContext } from '../kit/context.ts';
import { assertImageUrl } from '../media/index.ts';

/** Every photo is an image that was uploaded here or lies on an allowed host (C11). */
export async function assertPhotos(ctx: DomainContext, photoUrls: readonly string[] | null | undefined): Promise<void> {
  for (const [index, url] of (photoUrls ?? []).entries())
    await assertImageUrl(ctx, url, ['photoUrls', index], 'STORE_PHOTOS');
}
