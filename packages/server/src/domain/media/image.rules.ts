import { imageSize } from 'image-size';

/** Contract §2.2: at most 1 MB. */
export const IMAGE_LIMIT_BYTES = 1_048_576;

export type ImageType = 'image/png' | 'image/jpeg';
export type ImageFacts = { contentType: ImageType; widthPx: number; heightPx: number };
export type ImageVerdict = { facts: ImageFacts } | { fault: string };

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
const PNG_HEADER_BYTES = 33;

/** What the bytes are, whatever their name says (C11). */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PNG_SIGNATURE.length));
  if (start.equals(PNG_SIGNATURE)) return 'image/png';
  if (start.subarray(0, JPEG_SIGNATURE.length).equals(JPEG_SIGNATURE)) return 'image/jpeg';
  return null;
}

/** JPEG or PNG of any pixel size, at most 1 MB, with a whole header. */
export function judgeImage(bytes: Uint8Array): ImageVerdict {
  if (bytes.length === 0) return { fault: 'The image is empty' };
  if (bytes.length > IMAGE_LIMIT_BYTES) return { fault: `The image is larger than ${IMAGE_LIMIT_BYTES} bytes` };
  const contentType = imageTypeOf(bytes);
  if (!contentType) return { fault: 'Neither a JPEG nor a PNG image' };
  if (contentType === 'image/png' && bytes.length < PNG_HEADER_BYTES) return { fault: 'The image is cut off' };
  const size = sizeOf(bytes);
  if (!size || !(size.width > 0 && size.height > 0)) return { fault: 'The image has no readable size: it is cut off or damaged' };
  return { facts: { contentType, widthPx: size.width, heightPx: size.height } };
}

/** Null where the header does not hold together. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    return imageSize(bytes);
  } catch {
    return null; // The parser throws at whatever ends too early; for us that is an answer.
  }
}
