import { createHash } from 'node:crypto';
import type { MediaFile } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { type ImageFacts, judgeImage } from './image.rules.ts';
import { imageUrl } from './image-url.rules.ts';
import './media.ports.ts';

export type UploadedImage = MediaFile & { url: string };

/**
 * Keeps an image under the hash of its content (C11). The same bytes again give the same row.
 * Refuses what is no JPEG or PNG, empty, cut off, or larger than 1 MB (40009).
 */
export async function uploadImage(ctx: DomainContext, input: { bytes: Uint8Array }): Promise<UploadedImage> {
  assertMay(ctx, 'media:write');
  const verdict = judgeImage(input.bytes);
  if ('fault' in verdict) throw new InvalidInputError(['media'], verdict.fault, 'IMAGE');
  const hash = createHash('sha256').update(input.bytes).digest('hex');
  // Before the row: a row without bytes would be a broken image, bytes without a row are only unused.
  await ctx.ports.media.objects.put(hash, input.bytes);
  const file = await inTransaction(ctx, (tx) =>
    keepRow(tx, ctx, { hash, sizeBytes: input.bytes.length, ...verdict.facts }),
  );
  return { ...file, url: imageUrl(ctx.publicUrl, hash) };
}

async function keepRow(
  tx: Tx,
  ctx: DomainContext,
  facts: ImageFacts & { hash: string; sizeBytes: number },
): Promise<MediaFile> {
  const merchantId = merchantIdOf(ctx);
  const id = ctx.newId('media');
  const inserted = await tx.mediaFile.createMany({
    data: { ...facts, id, merchantId, createdAt: ctx.now() },
    skipDuplicates: true,
  });
  if (inserted.count > 0) await announce(tx, ctx, { type: 'media.uploaded', data: { mediaId: id, hash: facts.hash } });
  return tx.mediaFile.findUniqueOrThrow({ where: { merchantId_hash: { merchantId, hash: facts.hash } } });
}
