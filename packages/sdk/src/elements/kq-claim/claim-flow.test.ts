import { describe, expect, it, vi } from 'vitest';
import { aClaim, aFace } from '../../../test/kit/a-face.ts';
import { CardError } from '../../core/errors.ts';
import type { HoldingCalls } from '../../holding-types.ts';
import type { Stock } from '../../code-types.ts';
import type { Claim, Client } from '../../types.ts';
import { createClaimFlow } from './claim-flow.ts';

type Answers = Partial<Pick<Client, 'card' | 'claim' | 'claimContext'>> & { isAnonymous?: boolean };

/** One card makes no call of holders. */
const withoutHolding = (client: Omit<Client, keyof HoldingCalls>): Client => client as Client;

function aFlow({ isAnonymous = false, ...answers }: Answers = {}) {
  const heard: string[] = [];
  const watched: { claimId: string; tell: (claim: Claim) => void; isOn: boolean }[] = [];
  const shown = new Set<(stock: Stock) => void>();
  const client: Omit<Client, keyof HoldingCalls> = {
    options: { endpoint: '/graphql', publishableKey: 'pk_test_1', userToken: isAnonymous ? undefined : 'token' },
    card: async () => aFace(),
    cards: async () => [],
    claimContext: async () => ({ claim: null, claimsLeft: 1, pageTicket: 't', serverTime: 't' }),
    claim: async () => ({ ...aClaim(), replayed: false }),
    claimAll: async () => [],
    wallet: async () => ({ codes: [], next: null }),
    code: async () => null,
    deleteCode: async () => {},
    watch({ claimId }, tell) {
      const one = { claimId, tell, isOn: true };
      watched.push(one);
      return () => {
        one.isOn = false;
      };
    },
    watchStock(_cardId, tell) {
      shown.add(tell);
      return () => shown.delete(tell);
    },
    now: () => 0,
    dispose: () => {},
    urql: null,
    ...answers,
  };
  const flow = createClaimFlow(
    withoutHolding(client),
    'card_1',
    {
      onChange: () => heard.push('change'),
      onClaim: ({ id }, replayed) => heard.push(`claim ${id}${replayed ? ' again' : ''}`),
      onStatus: ({ code }) => heard.push(`status ${code.status}`),
      onError: ({ code }) => heard.push(`error ${code}`),
    },
    {},
  );
  return { flow, watched, shown, news: () => heard.filter((line) => line !== 'change'), heard };
}

describe('loading', () => {
  it('brings the face and what the user has', async () => {
    const { flow } = aFlow();
    await flow.load();
    expect(flow.facts).toMatchObject({ face: { id: 'card_1' }, claimsLeft: 1 });
  });

  it('asks nothing of the user where there is none', async () => {
    const claimContext = vi.fn();
    const { flow } = aFlow({ isAnonymous: true, claimContext });
    await flow.load();
    expect(claimContext).not.toHaveBeenCalled();
  });

  it('shows the card to who has not signed in yet', async () => {
    const { flow, news } = aFlow({ claimContext: async () => Promise.reject(new CardError('UNAUTHENTICATED')) });
    await flow.load();
    expect(flow.facts.error).toBeUndefined();
    expect(news()).toEqual([]);
  });

  it('follows the code that the user has', async () => {
    const { flow, watched, news } = aFlow({
      claimContext: async () => ({ claim: aClaim(), claimsLeft: 0, pageTicket: 't', serverTime: 't' }),
    });
    await flow.load();
    watched[0]?.tell(aClaim());
    watched[0]?.tell(aClaim({ status: 'CONSUMED' }));
    expect(flow.facts.claim?.code.status).toBe('CONSUMED');
    expect(news()).toEqual(['status CONSUMED']);
  });

  it('tells what went wrong, and forgets it at the next try', async () => {
    const answers = [Promise.reject(new CardError('NETWORK')), Promise.resolve(aFace())];
    const { flow, news } = aFlow({ card: () => answers.shift() ?? Promise.resolve(aFace()) });
    await flow.load();
    expect(flow.facts.error).toMatchObject({ code: 'NETWORK' });
    await flow.load();
    expect(flow.facts.error).toBeUndefined();
    expect(news()).toEqual(['error NETWORK']);
  });
});

describe('a tap', () => {
  it('claims once, however often it comes', async () => {
    const claim = vi.fn(async () => ({ ...aClaim(), replayed: false }));
    const { flow, news } = aFlow({ claim });
    await Promise.all([
      flow.claim({ channel: 'poster' }),
      flow.claim({ channel: 'poster' }),
      flow.claim({ channel: 'poster' }),
    ]);
    expect(claim).toHaveBeenCalledTimes(1);
    expect(claim).toHaveBeenCalledWith('card_1', { channel: 'poster' });
    expect(news()).toEqual(['claim claim_1']);
  });

  it('before it is known what the user has shows the code that is there, and how many may follow', async () => {
    const claim = vi.fn();
    const claimContext = async () => ({ claim: aClaim(), claimsLeft: 2, pageTicket: 't', serverTime: 't' });
    const { flow, news } = aFlow({ claim, claimContext });
    await flow.claim({});
    expect(flow.facts).toMatchObject({ claim: { id: 'claim_1' }, claimsLeft: 2, isBusy: false });
    expect(claim).not.toHaveBeenCalled();
    expect(news()).toEqual(['claim claim_1 again']);
  });

  it('before it is known how many may follow learns that too', async () => {
    const claimContext = async () => ({ claim: null, claimsLeft: 3, pageTicket: 't', serverTime: 't' });
    const { flow } = aFlow({ claimContext });
    await flow.claim({});
    expect(flow.facts).toMatchObject({ claim: { id: 'claim_1' }, claimsLeft: 2 });
  });

  it('is no claim while it cannot be known what the user has', async () => {
    const claim = vi.fn();
    const { flow, news } = aFlow({ claim, claimContext: async () => Promise.reject(new CardError('NETWORK')) });
    await flow.claim({});
    expect(claim).not.toHaveBeenCalled();
    expect(news()).toEqual(['error NETWORK']);
  });

  it('takes no second code unseen when the question for the first one got lost', async () => {
    const claim = vi.fn();
    const claimContext = vi
      .fn<Client['claimContext']>()
      .mockRejectedValueOnce(new CardError('NETWORK'))
      .mockResolvedValue({ claim: aClaim(), claimsLeft: 2, pageTicket: 't', serverTime: 't' });
    const { flow } = aFlow({ claim, claimContext });
    await flow.load();
    await flow.claim({});
    expect(flow.facts).toMatchObject({ claim: aClaim(), claimsLeft: 2, isBusy: false });
    expect(claim).not.toHaveBeenCalled();
  });

  it('that reaches the limit shows the code that the user has', async () => {
    const error = new CardError('CLAIM_LIMIT_REACHED', { fields: { claim: aClaim() } });
    const { flow, news } = aFlow({ claim: async () => Promise.reject(error) });
    await flow.claim({});
    expect(flow.facts).toMatchObject({ claim: { id: 'claim_1' }, claimsLeft: 0, isBusy: false });
    expect(news()).toEqual(['claim claim_1 again']);
  });

  it('that is refused says why', async () => {
    const { flow, news } = aFlow({ claim: async () => Promise.reject(new CardError('OUT_OF_STOCK')) });
    await flow.claim({});
    expect(flow.facts).toMatchObject({ error: { code: 'OUT_OF_STOCK' }, isBusy: false });
    expect(news()).toEqual(['error OUT_OF_STOCK']);
  });

  it('for another code goes on when the first answer is the code that is shown', async () => {
    const results = [aClaim({}, 'claim_1'), aClaim({}, 'claim_2')];
    const claim = vi.fn(async () => ({ ...(results.shift() ?? aClaim()), replayed: true }));
    const { flow } = aFlow({
      claim,
      claimContext: async () => ({ claim: aClaim({}, 'claim_1'), claimsLeft: 1, pageTicket: 't', serverTime: 't' }),
    });
    await flow.load();
    await flow.claim({});
    expect(flow.facts).toMatchObject({ claim: { id: 'claim_2' }, claimsLeft: 0 });
    expect(claim).toHaveBeenCalledTimes(2);
  });

  it('that ends after the element has gone changes nothing to be seen', async () => {
    let answer = (_claim: Claim & { replayed: boolean }): void => {};
    const { flow, heard, watched } = aFlow({ claim: () => new Promise((resolve) => void (answer = resolve)) });
    await flow.load();
    const tapped = flow.claim({});
    flow.stop();
    heard.length = 0;
    answer({ ...aClaim(), replayed: false });
    await tapped;
    expect(heard).toEqual(['claim claim_1']);
    expect(watched).toEqual([]);
  });
});

it('shows what is left as it changes, once there is a face', async () => {
  const { flow, shown } = aFlow();
  const tell = (left: number): void => shown.forEach((listener) => listener({ left }));
  tell(5);
  expect(flow.facts.face).toBeUndefined();
  await flow.load();
  tell(3);
  expect(flow.facts.face?.stock).toEqual({ left: 3 });
});

it('stops watching when it stops', async () => {
  const { flow, watched, shown } = aFlow();
  await flow.claim({});
  flow.stop();
  expect(watched.map(({ isOn }) => isOn)).toEqual([false]);
  expect(shown.size).toBe(0);
});
