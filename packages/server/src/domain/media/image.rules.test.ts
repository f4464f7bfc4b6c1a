import { describe, expect, it } from 'vitest';
import { aJpeg, aPng, aPngOf } from '../../../test/kit/images.ts';
import { IMAGE_LIMIT_BYTES, judgeImage } from './image.rules.ts';

const text = (content: string): Buffer => Buffer.from(content, 'latin1');
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const SCAN = hex('ffda0002aabbcc');
const TABLE = hex('ffc400041122');
const END = hex('ffd9');
/** All before the first scan. */
const jpegHeader = (): Buffer => aJpeg().subarray(0, -6);
const jpegOf = (...parts: Buffer[]): Buffer => Buffer.concat([jpegHeader(), ...parts, END]);

describe('judgeImage', () => {
  it.each([
    ['a PNG', aPng({ width: 640, height: 340 }), { contentType: 'image/png', widthPx: 640, heightPx: 340 }],
    ['a JPEG', aJpeg({ width: 300, height: 200 }), { contentType: 'image/jpeg', widthPx: 300, heightPx: 200 }],
    ['a JPEG of several scans', jpegOf(SCAN, TABLE, SCAN), { contentType: 'image/jpeg', widthPx: 4, heightPx: 5 }],
    [
      'a JPEG with pixels like markers',
      jpegOf(SCAN, hex('12ff00ff00ffd0ffd734')),
      { contentType: 'image/jpeg', widthPx: 4, heightPx: 5 },
    ],
    [
      'bytes behind the end',
      Buffer.concat([aJpeg(), text('more')]),
      { contentType: 'image/jpeg', widthPx: 4, heightPx: 5 },
    ],
    ['a PNG of exactly the limit', aPngOf(IMAGE_LIMIT_BYTES), { contentType: 'image/png', widthPx: 2, heightPx: 3 }],
  ])('accepts %s', (_name, bytes, facts) => {
    expect(judgeImage(bytes)).toEqual({ facts });
  });

  it.each([
    ['no bytes', Buffer.alloc(0)],
    ['one byte too many', aPngOf(IMAGE_LIMIT_BYTES + 1)],
    ['a text', text('hello, I am called logo.png')],
    ['the PNG signature alone', aPng().subarray(0, 8)],
    ['a PNG cut off in its header', aPng().subarray(0, 20)],
    ['a PNG cut off one byte before the end of its header', aPng().subarray(0, 32)],
    ['a PNG without width', aPng({ width: 0 })],
    ['a PNG whose first chunk is another', Buffer.concat([aPng().subarray(0, 12), text('JUNK'), aPng().subarray(16)])],
    ['a PNG of its header alone', aPng().subarray(0, 33)],
    ['a PNG cut off in its pixels', aPng({ width: 40 }).subarray(0, -20)],
    ['a PNG cut off before its end', aPng().subarray(0, -12)],
    ['a PNG cut off in its end', aPng().subarray(0, -1)],
    ['a PNG without pixels', Buffer.concat([aPng().subarray(0, 33), aPng().subarray(-12)])],
    ['a PNG whose chunk is longer than it', Buffer.concat([aPng().subarray(0, 33), hex('7fffffff49444154'), aPng()])],
    ['a JPEG without pixels', Buffer.concat([jpegHeader(), END])],
    ['a JPEG of its headers alone', jpegHeader()],
    ['a JPEG cut off in its pixels', jpegOf(SCAN, hex('1234')).subarray(0, -2)],
    ['a JPEG cut off in its end', aJpeg().subarray(0, -1)],
    ['a JPEG cut off between two scans', Buffer.concat([jpegHeader(), SCAN, TABLE])],
    ['the JPEG signature alone', aJpeg().subarray(0, 3)],
    ['a JPEG cut off before its frame', aJpeg().subarray(0, 20)],
    ['a JPEG cut off in its frame', aJpeg().subarray(0, 26)],
    ['a JPEG without height', aJpeg({ height: 0 })],
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['a GIF', text('GIF89a\x01\x00\x01\x00\x00\x00\x00;')],
    [
      'a WebP',
      text('RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00'),
    ],
    ['a page', text('<!doctype html><script>1</script>')],
  ])('refuses %s', (_name, bytes) => {
    expect(judgeImage(bytes)).toHaveProperty('fault');
  });

  it.each([
    ['zeros', Buffer.alloc(IMAGE_LIMIT_BYTES)],
    ['ones', Buffer.alloc(IMAGE_LIMIT_BYTES, 0xff)],
    ['empty segments', Buffer.alloc(IMAGE_LIMIT_BYTES, Buffer.from([0xff, 0xe0, 0x00, 0x02]))],
    [
      'directories without end',
      Buffer.alloc(IMAGE_LIMIT_BYTES, Buffer.from('ffe1002045786966000049492a0008000000ffff', 'hex')),
    ],
  ])('gives up on a JPEG that holds a megabyte of %s', (_name, filler) => {
    expect(
      judgeImage(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), filler], IMAGE_LIMIT_BYTES)),
    ).toHaveProperty('fault');
  });
});
