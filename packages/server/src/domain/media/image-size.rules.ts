export type PixelSize = { widthPx: number; heightPx: number };

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const IHDR = 0x49_48_44_52;
/** Signature, length, name, 13 bytes of data, checksum. */
const PNG_HEADER_BYTES = 33;

/** Size of a PNG by its first chunk; null when that is cut off or another one. */
export function pngSizeOf(bytes: Uint8Array): PixelSize | null {
  if (bytes.length < PNG_HEADER_BYTES) return null;
  const header = view(bytes);
  if (header.getUint32(8) !== 13 || header.getUint32(12) !== IHDR) return null;
  return { widthPx: header.getUint32(16), heightPx: header.getUint32(20) };
}

/** Marker, length, precision, height, width. */
const FRAME_BYTES = 9;
/** Markers without a length: TEM and the eight restarts. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** C0–CF begin a frame, except for DHT, JPG and DAC. */
const beginsFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const beginsPicture = (marker: number): boolean => marker === 0xd9 || marker === 0xda;

/**
 * Size of a JPEG by its frame header; null when no frame is found before the picture begins.
 * Our own walk: every step moves forward and reads inside the bytes, so a hostile file costs no more than its length.
 */
export function jpegSizeOf(bytes: Uint8Array): PixelSize | null {
  const all = view(bytes);
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (all.getUint8(at) !== 0xff) return null;
    const marker = all.getUint8(at + 1);
    if (beginsPicture(marker)) return null;
    if (beginsFrame(marker))
      return at + FRAME_BYTES <= bytes.length
        ? { heightPx: all.getUint16(at + 5), widthPx: all.getUint16(at + 7) }
        : null;
    at += stepOf(all, at, marker);
  }
  return null;
}

/** How far the next marker is. A marker may be padded with any number of FF before it. */
function stepOf(all: DataView, at: number, marker: number): number {
  if (marker === 0xff) return 1;
  return standsAlone(marker) ? 2 : 2 + Math.max(all.getUint16(at + 2), 2);
}
