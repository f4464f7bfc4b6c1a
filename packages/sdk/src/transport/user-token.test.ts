import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CardError } from '../core/errors.ts';
import { createUserToken } from './user-token.ts';

const MINUTE = 60_000;
beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A token as servers sign them, good for so long. */
function aToken(lifeMs: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const content = Buffer.from(JSON.stringify({ iat, exp: iat + lifeMs / 1000, sub: 'ann' })).toString('base64url');
  return `head.${content}.signature`;
}

function fetched(make: () => string | Promise<string>) {
  const fetchToken = vi.fn(async () => make());
  return { fetchToken, token: createUserToken(fetchToken, 10_000) };
}

describe('a user token', () => {
  it('given as text is used as it is', async () => {
    await expect(createUserToken('mine', 10_000).get()).resolves.toBe('mine');
  });

  it('is asked for once for many calls', async () => {
    const { token, fetchToken } = fetched(() => aToken(15 * MINUTE));
    await Promise.all([token.get(), token.get(), token.get()]);
    await token.get();
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });

  it('is replaced after 80 % of its life', async () => {
    const { token, fetchToken } = fetched(() => aToken(10 * MINUTE));
    const first = await token.get();
    vi.advanceTimersByTime(8 * MINUTE - 1);
    await expect(token.get()).resolves.toBe(first);
    vi.advanceTimersByTime(2_000);
    await expect(token.get()).resolves.not.toBe(first);
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it('goes by its length of life, not by the clock of the device', async () => {
    const { token, fetchToken } = fetched(() => aToken(10 * MINUTE));
    await token.get();
    vi.setSystemTime(Date.now() + 1);
    await token.get();
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });

  it('of another form lives until it is refused', async () => {
    const { token, fetchToken } = fetched(() => 'opaque');
    await token.get();
    vi.advanceTimersByTime(24 * 60 * MINUTE);
    await token.get();
    expect(fetchToken).toHaveBeenCalledTimes(1);
    expect(token.renew()).toBe(true);
    await token.get();
    expect(fetchToken).toHaveBeenCalledTimes(2);
  });

  it('that could not be had is asked for again', async () => {
    const answers = [Promise.reject(new CardError('NETWORK')), Promise.resolve('mine')];
    const { token } = fetched(() => answers.shift() ?? '');
    await expect(token.get()).rejects.toMatchObject({ code: 'NETWORK' });
    await expect(token.get()).resolves.toBe('mine');
  });

  it('is given up when the page does not settle', async () => {
    const { token } = fetched(() => new Promise(() => {}));
    const got = token.get();
    got.catch(() => {});
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(got).rejects.toMatchObject({ code: 'TIMEOUT', retryable: true });
  });

  it('that nobody gave is a refusal', async () => {
    const token = createUserToken(undefined, 10_000);
    await expect(token.get()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(token.renew()).toBe(false);
  });
});
