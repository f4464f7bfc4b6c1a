import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { secretText, standardHeaders } from './standard-signature.rules.ts';

const [OLD, NEW, OTHER] = [1, 2, 3].map((byte) => secretText(Buffer.alloc(32, byte)));
const BODY = '{"test": 2432232314}';

describe('the headers of Standard Webhooks', () => {
  it('are those of the example in their specification', () =>
    expect(
      standardHeaders({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: new Date(1_614_265_330_000), body: BODY }, [
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      ]),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }));

  it('with two signatures are verified by either secret, and by no other', () => {
    const headers = standardHeaders({ id: 'evt_1', at: new Date(), body: BODY }, [NEW ?? '', OLD ?? '']);
    const verify = (secret = '') => new Webhook(secret).verify(BODY, headers);
    expect([verify(NEW), verify(OLD)]).toEqual([{ test: 2_432_232_314 }, { test: 2_432_232_314 }]);
    expect(() => verify(OTHER)).toThrow('No matching signature found');
  });
});
