import { describe, expect, it } from 'vitest';
import { aPng } from '../../../test/kit/images.ts';
import { another, as, asKey, asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { assertImageUrl, readMedia, uploadImage } from './index.ts';

describe('uploadImage', () => {
  it('keeps an image that can be read by its hash', () =>
    rolledBack(async (ctx) => {
      const bytes = aPng({ width: 7, height: 9 });
      const image = await uploadImage(ctx, { bytes });
      expect(image).toMatchObject({
        contentType: 'image/png',
        widthPx: 7,
        heightPx: 9,
        sizeBytes: bytes.length,
        merchantId: ctx.merchantId,
      });
      expect(image.url).toBe(`${ctx.publicUrl}/media/${image.hash}`);
      const read = await readMedia(ctx, image.hash);
      expect(Buffer.from(read.bytes)).toEqual(bytes);
      expect(read.contentType).toBe('image/png');
    }));

  it('keeps the same bytes once and announces them once', () =>
    rolledBack(async (ctx) => {
      const first = await uploadImage(ctx, { bytes: aPng({ seed: 'same' }) });
      const second = await uploadImage(ctx, { bytes: aPng({ seed: 'same' }) });
      expect(second.id).toBe(first.id);
      expect(await ctx.tx.event.count({ where: { merchantId: ctx.merchantId, type: 'media.uploaded' } })).toBe(1);
    }));

  it('gives two merchants a row each of the same bytes', () =>
    rolledBack(async (ctx) => {
      const other = await another(ctx);
      const [ours, theirs] = [await uploadImage(ctx, { bytes: aPng() }), await uploadImage(other, { bytes: aPng() })];
      expect(ours.hash).toBe(theirs.hash);
      expect(ours.id).not.toBe(theirs.id);
    }));

  it('refuses a text file with 40009', () =>
    rolledBack(async (ctx) => {
      const refused = uploadImage(ctx, { bytes: Buffer.from('not an image') });
      await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', field: ['media'], weixinCode: 40009 });
    }));

  it('refuses a credential without the scope media:write', () =>
    rolledBack(async (ctx) => {
      await expect(uploadImage(asUser(ctx, 'ann'), { bytes: aPng() })).rejects.toThrow(NotAllowedError);
      await expect(uploadImage(asKey(ctx, { scopes: ['cards:write'] }), { bytes: aPng() })).rejects.toThrow(
        NotAllowedError,
      );
    }));
});

describe('readMedia', () => {
  it('finds nothing under an unknown hash', () =>
    rolledBack(async (ctx) => {
      await expect(readMedia(ctx, '0'.repeat(64))).rejects.toThrow(NotFoundError);
    }));
});

describe('assertImageUrl', () => {
  it('accepts an upload of this merchant and a host on its list', () =>
    rolledBack(async (ctx) => {
      const { url } = await uploadImage(ctx, { bytes: aPng() });
      await expect(assertImageUrl(ctx, url, ['logoUrl'])).resolves.toBeUndefined();
      await expect(assertImageUrl(ctx, 'https://mmbiz.qpic.cn/a/0', ['logoUrl'])).resolves.toBeUndefined();
    }));

  it('refuses an upload of another merchant', () =>
    rolledBack(async (ctx) => {
      const { url } = await uploadImage(await another(ctx), { bytes: aPng({ seed: 'theirs' }) });
      await expect(assertImageUrl(ctx, url, ['logoUrl'])).rejects.toThrow(InvalidInputError);
    }));

  it('refuses a host beyond the list with 40141 and the field', () =>
    rolledBack(async (ctx) => {
      const refused = assertImageUrl(ctx, 'https://example.com/a.png', ['textImages', 1, 'imageUrl']);
      await expect(refused).rejects.toMatchObject({ weixinCode: 40141, field: ['textImages', 1, 'imageUrl'] });
    }));

  it('answers with the fault that the room asks for', () =>
    rolledBack(async (ctx) => {
      await expect(assertImageUrl(ctx, 'ftp://a/b', ['photoUrls', 0], 'STORE_PHOTOS')).rejects.toMatchObject({
        weixinCode: 65105,
      });
    }));

  it('asks for no scope of its own', () =>
    rolledBack(async (ctx) => {
      const { url } = await uploadImage(ctx, { bytes: aPng() });
      await expect(
        assertImageUrl(as(ctx, { kind: 'operator', id: 'op', merchantId: ctx.merchantId }), url, ['logoUrl']),
      ).resolves.toBeUndefined();
    }));
});
