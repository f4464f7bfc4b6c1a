import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aJpeg, aPng, aPngOf } from '../kit/images.ts';
import { aGroupon } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.stop();
});

const PATH = '/cgi-bin/media/uploadimg';
const upload = (bytes: Uint8Array, field = 'buffer') => {
  const form = new FormData();
  form.set('type', 'image');
  form.set(field, new Blob([Uint8Array.from(bytes)]), 'picture.png');
  return door.call(PATH, form);
};

describe('/cgi-bin/media/uploadimg', () => {
  it.each([
    ['buffer', aPng()],
    ['media', aJpeg()],
  ])('keeps a picture in the part %s and answers only its address', async (field, bytes) => {
    const { json } = await upload(bytes, field);
    expect(json).toEqual({ url: expect.stringMatching(/^http.*\/media\/[0-9a-f]{64}$/) });
  });

  it('gives an address that a card may use', async () => {
    const { json } = await upload(aPng({ seed: 'logo' }));
    expect((await door.call('/card/create', aGroupon({ logo_url: json['url'] }))).json).toMatchObject({ errcode: 0 });
  });

  it('finds the boundary in the body when the header has none', async () => {
    const form = Buffer.concat([
      Buffer.from('--frontier\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\n\r\n'),
      aPng({ seed: 'bare' }),
      Buffer.from('\r\n--frontier--\r\n'),
    ]);
    const { json } = await door.call(PATH, form, { headers: { 'content-type': 'multipart/form-data' } });
    expect(json).toHaveProperty('url');
  });

  it.each([
    ['a text', Buffer.from('I am a picture')],
    ['2 MB', aPngOf(2_097_152)],
    ['one byte too many', aPngOf(1_048_577)],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s as an image of the wrong size', async (_what, bytes) => {
    const { status, json } = await upload(bytes);
    expect(status).toBe(200);
    expect(json).toMatchObject({ errcode: 40009, errmsg: expect.stringMatching(/^invalid image size/) });
  });

  it('refuses a form without a file, a broken form and a GET', async () => {
    const empty = new FormData();
    empty.set('type', 'image');
    expect((await door.call(PATH, empty)).json).toMatchObject({ errcode: 40009 });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await door.call(PATH, 'no parts', { headers })).json).toMatchObject({ errcode: 40009 });
    expect((await door.call(PATH)).json).toMatchObject({ errcode: 43002 });
  });
});
