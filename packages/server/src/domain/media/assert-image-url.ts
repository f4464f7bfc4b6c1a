import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { type Field, InvalidInputError, type InputFault } from '../kit/errors.ts';
import { merchantOf } from '../merchants/index.ts';
import { placeOf } from './image-url.rules.ts';

/**
 * Accepts the address of an image that this merchant uploaded here, or one on a host of the merchant's list (C11).
 * @param fault what a refusal counts as: cards answer IMAGE_URL (40141), stores STORE_PHOTOS (65105).
 */
export async function assertImageUrl(
  ctx: DomainContext,
  url: string,
  field: Field,
  fault: InputFault = 'IMAGE_URL',
): Promise<void> {
  const place = placeOf(url, ctx.publicUrl);
  if (place.kind === 'none') throw new InvalidInputError(field, place.fault, fault);
  if (place.kind === 'own' && (await isUploaded(ctx, place.hash))) return;
  if (place.kind === 'foreign' && (await merchantOf(ctx)).imageHosts.includes(place.host)) return;
  throw new InvalidInputError(
    field,
    'Upload the image first: this address is neither an upload of this merchant nor on an allowed host',
    fault,
  );
}

async function isUploaded(ctx: DomainContext, hash: string): Promise<boolean> {
  const where = { merchantId_hash: { merchantId: merchantIdOf(ctx), hash } };
  return (await clientOf(ctx).mediaFile.findUnique({ where, select: { id: true } })) !== null;
}
