import { describe, expect, it } from 'vitest';
import { checkPush, newAesKey, pushDraftOf, pushInputOf } from './push-draft.ts';

const good = { ...pushDraftOf(null), url: 'https://shop.example.com/wx', token: 'token1' };

describe('a push that is being set', () => {
  it.each([
    [{}, true, []],
    [{ url: 'https://' }, true, [['url', 'noUrl']]],
    [{ token: '' }, true, [['token', 'badToken']]],
    [{ token: '' }, false, []],
    [{ token: 'a-b' }, false, [['token', 'badToken']]],
    [{ encodingAesKey: 'short' }, false, [['encodingAesKey', 'badKey']]],
  ])('with %j, first: %s, has the faults %j', (changes, isFirst, faults) => {
    expect([...checkPush({ ...good, ...changes }, isFirst)]).toEqual(faults);
  });
  it('leaves what is empty as it was', () => {
    expect(pushInputOf({ ...good, token: '' })).toMatchObject({ token: null, encodingAesKey: null });
  });
  it('may take a key that was made here', () => {
    expect(checkPush({ ...good, encodingAesKey: newAesKey() }, true).size).toBe(0);
  });
});
