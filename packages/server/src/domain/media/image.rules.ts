import { jpegSizeOf, type PixelSize, pngSizeOf } from './image-size.rules.ts';
import { isWholeJpeg, isWholePng } from './whole-image.rules.ts';

/** Contract §2.2: at most 1 MB. */
export const IMAGE_LIMIT_BYTES = 1_048_576;

export type ImageType = 'image/png' | 'image/jpeg';
export type ImageFacts = PixelSize & { contentType: ImageType };
export type ImageVerdict = { facts: ImageFacts } | { fault: string };

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);

type Reader = { sizeOf: (bytes: Uint8Array) => PixelSize | null; isWhole: (bytes: Uint8Array) => boolean };
const READERS = {
  'image/png': { sizeOf: pngSizeOf, isWhole: isWholePng },
  'image/jpeg': { sizeOf: jpegSizeOf, isWhole: isWholeJpeg },
} satisfies Record<ImageType, Reader>;

/** What the bytes are, whatever their name says (C11). */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PNG_SIGNATURE.length));
  if (start.equals(PNG_SIGNATURE)) return 'image/png';
  if (start.subarray(0, JPEG_SIGNATURE.length).equals(JPEG_SIGNATURE)) return 'image/jpeg';
  return null;
}

/** JPEG or PNG of any pixel size, at most 1 MB, whole from header to end. */
export function judgeImage(bytes: Uint8Array): ImageVerdict {
  if (bytes.length === 0) return { fault: 'The image is empty' };
  if (bytes.length > IMAGE_LIMIT_BYTES) return { fault: `The image is larger than ${IMAGE_LIMIT_BYTES} bytes` };
  const contentType = imageTypeOf(bytes);
  if (!contentType) return { fault: 'Neither a JPEG nor a PNG image' };
  const { sizeOf, isWhole } = READERS[contentType];
  const size = sizeOf(bytes);
  if (!size || size.widthPx === 0 || size.heightPx === 0)
    return { fault: 'The image is cut off or damaged: it tells no size' };
  if (!isWhole(bytes)) return { fault: 'The image is cut off or damaged: its pixels do not go to an end' };
  return { facts: { contentType, ...size } };
}
