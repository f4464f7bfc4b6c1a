import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { createCodeNews } from './code-news.ts';

type Stream = { onOpen: () => void; onCut: () => void; onData: () => void };

function theNews() {
  const host = aHost();
  const streams: (Stream & { isOpen: boolean })[] = [];
  const listen = (_document: unknown, _variables: unknown, stream: Stream) => {
    const one = { ...stream, isOpen: true };
    streams.push(one);
    return () => {
      one.isOpen = false;
    };
  };
  // The one call that it needs.
  const news = createCodeNews({ listen } as unknown as Graphql, host);
  return { host, streams, news, open: () => streams.filter(({ isOpen }) => isOpen).length };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('news of codes', () => {
  it('come by one stream for all who listen, which ends with the last of them', () => {
    const { news, streams, open } = theNews();
    const heard: string[] = [];
    const offs = ['a', 'b'].map((name) => news.watchCodes(() => heard.push(name)));
    expect(open()).toBe(1);
    streams[0]?.onOpen();
    streams[0]?.onData();
    expect(heard).toEqual(['a', 'b', 'a', 'b']);
    offs.forEach((off) => off());
    expect(open()).toBe(0);
  });

  it('are asked for where no stream comes through', () => {
    const { news, streams } = theNews();
    const listener = vi.fn<() => void>();
    const off = news.watchCodes(listener);
    vi.advanceTimersByTime(20_000);
    expect(listener).toHaveBeenCalledTimes(2);
    streams[0]?.onOpen();
    vi.advanceTimersByTime(60_000);
    expect(listener).toHaveBeenCalledTimes(3);
    streams[0]?.onCut();
    vi.advanceTimersByTime(10_000);
    expect(listener).toHaveBeenCalledTimes(4);
    off();
    vi.advanceTimersByTime(60_000);
    expect(listener).toHaveBeenCalledTimes(4);
  });

  it('rest while the page is hidden', () => {
    const { news, host, open } = theNews();
    const off = news.watchCodes(() => {});
    host.isVisibleNow = false;
    host.changes();
    expect(open()).toBe(0);
    host.isVisibleNow = true;
    host.changes();
    expect(open()).toBe(1);
    off();
  });
});
