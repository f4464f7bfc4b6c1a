import { describe, expect, it, vi } from 'vitest';
import { aHost, jsonAnswer, refusal } from '../../test/kit/a-host.ts';
import { createGraphql } from './create-urql.ts';
import { persisted } from './persisted-document.ts';

type Data = { a: number };
type Variables = { id: string };
const QUERY = persisted<Data, Variables>('query', 'a'.repeat(64));
const MUTATION = persisted<Data, Variables>('mutation', 'b'.repeat(64));
const SUBSCRIPTION = persisted<Data, Variables>('subscription', 'c'.repeat(64));
const on = (host: ReturnType<typeof aHost>) =>
  createGraphql(host, { endpoint: '/graphql', publishableKey: 'pk_test_1', userToken: 'token', locale: 'en' });

describe('urql with our exchange', () => {
  it('asks a query by the hash of its document', async () => {
    const host = aHost(() => jsonAnswer({ data: { a: 1 } }));
    await expect(on(host).ask(QUERY, { id: 'x' })).resolves.toEqual({ data: { a: 1 }, requestId: 'req_1' });
    expect(host.last().body).toBe(`{"documentId":"${'a'.repeat(64)}","variables":{"id":"x"}}`);
  });

  it('asks once for questions that are the same and open', async () => {
    const host = aHost();
    const graphql = on(host);
    const asked = Promise.all([
      graphql.ask(QUERY, { id: 'x' }),
      graphql.ask(QUERY, { id: 'x' }),
      graphql.ask(QUERY, { id: 'y' }),
    ]);
    await vi.waitFor(() => expect(host.sent).toHaveLength(2));
    host.sent.forEach(({ onDone }) => onDone(jsonAnswer({ data: { a: 1 } })));
    await expect(asked).resolves.toHaveLength(3);
  });

  it('asks again for what was asked before: nothing is cached', async () => {
    const host = aHost(() => jsonAnswer({ data: { a: host.sent.length } }));
    const graphql = on(host);
    await graphql.ask(QUERY, { id: 'x' });
    await expect(graphql.ask(QUERY, { id: 'x' })).resolves.toMatchObject({ data: { a: 2 } });
  });

  it('sends every mutation', async () => {
    const host = aHost(() => jsonAnswer({ data: { a: 1 } }));
    const graphql = on(host);
    await Promise.all([graphql.ask(MUTATION, { id: 'x' }), graphql.ask(MUTATION, { id: 'x' })]);
    expect(host.sent).toHaveLength(2);
  });

  it('gives each of two mutations that say the same its own answer', async () => {
    const host = aHost(() => jsonAnswer({ data: { a: host.sent.length } }));
    const { urql } = on(host);
    const asked = [1, 2].map(() => urql.mutation(MUTATION, { id: 'x' }).toPromise());
    await vi.waitFor(() => expect(host.sent).toHaveLength(2));
    const [first, second] = await Promise.all(asked);
    expect(first?.operation.key).not.toBe(second?.operation.key);
  });

  it('throws the CardError of an answer', async () => {
    const graphql = on(aHost(() => refusal('BAD_REQUEST', 400)));
    await expect(graphql.ask(QUERY, { id: 'x' })).rejects.toMatchObject({ name: 'CardError', code: 'BAD_REQUEST' });
  });

  it('opens a stream for a subscription and closes it with its reader', async () => {
    const host = aHost();
    const heard: unknown[] = [];
    const stop = on(host).listen(
      SUBSCRIPTION,
      { id: 'x' },
      { onOpen: () => heard.push('open'), onCut: () => {}, onData: (data) => heard.push(data) },
    );
    await vi.waitFor(() => expect(host.sent).toHaveLength(1));
    host.last().onText?.('id: c1\ndata: {"data":{"a":1}}\n\n');
    host.last().onText?.('id: c1\ndata: {"data":{"a":1}}\n\nid: c2\ndata: {"data":{"a":2}}\n\n');
    expect(heard).toEqual(['open', { a: 1 }, { a: 2 }]);
    stop();
    expect(host.last().isAborted).toBe(true);
  });

  it('streams once for two readers, until both have left', async () => {
    const host = aHost();
    const graphql = on(host);
    const heard: unknown[] = [];
    const listener = { onOpen: () => {}, onCut: () => {}, onData: (data: unknown) => heard.push(data) };
    const [leaveFirst, leaveSecond] = [1, 2].map(() => graphql.listen(SUBSCRIPTION, { id: 'x' }, listener));
    await vi.waitFor(() => expect(host.sent).toHaveLength(1));
    leaveFirst?.();
    host.last().onText?.('data: {"data":{"a":1}}\n\n');
    expect({ heard, isAborted: host.last().isAborted }).toEqual({ heard: [{ a: 1 }], isAborted: false });
    leaveSecond?.();
    expect(host.last().isAborted).toBe(true);
  });

  it('opens it anew after it was closed', async () => {
    const host = aHost();
    const graphql = on(host);
    const listener = { onOpen: () => {}, onCut: () => {}, onData: () => {} };
    graphql.listen(SUBSCRIPTION, { id: 'x' }, listener)();
    graphql.listen(SUBSCRIPTION, { id: 'x' }, listener);
    await vi.waitFor(() => expect(host.sent.filter(({ isAborted }) => !isAborted)).toHaveLength(1));
  });

  it('refuses what is asked after it was closed', async () => {
    const host = aHost();
    const graphql = on(host);
    graphql.close();
    await expect(graphql.ask(QUERY, { id: 'x' })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(host.sent).toEqual([]);
  });

  it('gives its results to who uses urql itself', async () => {
    const graphql = on(aHost(() => jsonAnswer({ data: { a: 1 } })));
    const result = await graphql.urql.query(QUERY, { id: 'x' }).toPromise();
    expect(result.data).toEqual({ a: 1 });
  });
});
