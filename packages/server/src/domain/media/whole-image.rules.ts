const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const PNG_SIGNATURE_BYTES = 8;
/** Length, name, checksum. */
const CHUNK_FRAME_BYTES = 12;
const IDAT = 0x49_44_41_54;
const IEND = 0x49_45_4e_44;

/** Whether a PNG holds pixels and goes on to its end. Bytes behind the end are nobody's business. */
export function isWholePng(bytes: Uint8Array): boolean {
  const all = view(bytes);
  let hasPixels = false;
  for (let at = PNG_SIGNATURE_BYTES; at + CHUNK_FRAME_BYTES <= bytes.length; ) {
    const [length, name] = [all.getUint32(at), all.getUint32(at + 4)];
    if (name === IEND) return hasPixels;
    at += CHUNK_FRAME_BYTES + length;
    if (name === IDAT && length > 0 && at <= bytes.length) hasPixels = true;
  }
  return false;
}

const FF = 0xff;
const SOS = 0xda;
const EOI = 0xd9;
/** TEM and the eight restarts stand without a length; FF is padding before a marker. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) || marker === FF;
/** In a scan FF 00 is a pixel byte, and a restart goes on with it. */
const belongsToScan = (marker: number): boolean => marker === 0 || (marker >= 0xd0 && marker <= 0xd7) || marker === FF;

/** Whether a JPEG holds at least one scan and goes on to its end: segment by segment, and through each scan. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const all = view(bytes);
  let hasScan = false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (all.getUint8(at) !== FF) return false;
    const marker = all.getUint8(at + 1);
    if (marker === EOI) return hasScan;
    if (isBare(marker)) at += marker === FF ? 1 : 2;
    else if (at + 4 > bytes.length) return false;
    else at += 2 + Math.max(all.getUint16(at + 2), 2);
    if (marker !== SOS) continue;
    hasScan = true;
    at = endOfScan(bytes, at);
  }
  return false;
}

/** Where the next marker stands after the pixels of a scan; the end of the bytes when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(FF, from); at !== -1; at = bytes.indexOf(FF, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && !belongsToScan(next)) return at;
  }
  return bytes.length;
}
