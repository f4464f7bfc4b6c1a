import { expect, it } from 'vitest';
import { addressIn } from './sandbox-file.ts';

it('a sandbox file tells the address of the server', () => {
  const url = 'http://localhost:8787';
  expect(addressIn(JSON.stringify({ url, appId: 'wx1', other: { url: 'http://localhost:1' } }))).toBe(url);
});

it.each(['', '{', 'null', '[]', '{}', '{"url":5}', '{"url":"nowhere"}', '{"url":"http://localhost:87'])(
  'a sandbox file that holds %s tells none',
  (text) => {
    expect(addressIn(text)).toBeNull();
  },
);
