import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import './media.ports.ts';

export type ReadImage = { hash: string; contentType: string; bytes: Uint8Array };

/** An image by its content hash. Public: whoever knows the hash has seen the image. */
export async function readMedia(ctx: Pick<DomainContext, 'prisma' | 'tx' | 'ports'>, hash: string): Promise<ReadImage> {
  const file = await clientOf(ctx).mediaFile.findFirst({ where: { hash }, select: { contentType: true } });
  const bytes = file && (await ctx.ports.media.objects.get(hash));
  if (!bytes) throw new NotFoundError('media', ['hash']);
  return { hash, contentType: file.contentType, bytes };
}
