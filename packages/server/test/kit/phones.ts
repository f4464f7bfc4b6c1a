import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { signInByToken } from '../../src/domain/access/index.ts';
import type { StaffRoleName } from '../../src/domain/kit/actor.ts';
import { addStaff, registerDevice } from '../../src/domain/staff/index.ts';
import type { TestContext } from './context.ts';
import { asOperator, asSession } from './people.ts';

export type DeviceKeys = { privateKey: KeyObject; publicKey: string };

/** A pair as a phone makes it; the public half as it is registered. */
export function deviceKeys(): DeviceKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: JSON.stringify(publicKey.export({ format: 'jwk' })) };
}

/** What a phone has to sign, line by line as docs/api.md has it. */
export type Signed = {
  deviceId: string;
  counter: number;
  confirmedAt: Date;
  value: string;
  cardId?: string;
  storeId?: string;
  amountFen?: number;
  idempotencyKey: string;
};

const textOf = (of: Signed): string =>
  `kaquan-offline-1\n${of.deviceId}\n${of.counter}\n${of.confirmedAt.toISOString()}\n${of.value}\n${of.cardId ?? ''}\n${of.storeId ?? ''}\n${of.amountFen ?? ''}\n${of.idempotencyKey}`;

/** As WebCrypto signs: r and s, base64url. */
export const signatureOf = (privateKey: KeyObject, signed: Signed): string =>
  sign('sha256', Buffer.from(textOf(signed)), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');

type Phone = { roles?: readonly StaffRoleName[]; storeIds?: readonly string[] };

/** Staff who followed their invitation on a phone. */
export async function aPhone<C extends TestContext>(ctx: C, { roles = ['REDEEMER'], storeIds = [] }: Phone = {}) {
  const { staffId, invitation } = await addStaff(asOperator(ctx), { name: 'Ann', roles, storeIds });
  const { sessionToken } = await signInByToken(ctx, invitation?.url.split('/').at(-1) ?? '', 'iPhone, Safari');
  return { staffId, sessionToken, staff: await asSession(ctx, sessionToken) };
}

/** A phone with a key, and what it sends later for what it confirms now. */
export async function aPhoneWithKey<C extends TestContext>(ctx: C, place: Phone = {}) {
  const phone = await aPhone(ctx, place);
  const keys = deviceKeys();
  const { id: deviceId } = await registerDevice(phone.staff, { publicKey: keys.publicKey });
  let counter = 0;
  const confirm = ({ confirmedAt = ctx.now(), ...order }: Partial<Signed> & { value: string }) => {
    counter += 1;
    const idempotencyKey = order.idempotencyKey ?? `offline-${deviceId}-${counter}`.slice(0, 64);
    const proof = { deviceId, counter: order.counter ?? counter, confirmedAt };
    const signature = signatureOf(keys.privateKey, { ...order, ...proof, idempotencyKey });
    const { value, cardId, storeId, amountFen } = order;
    return { value, cardId, storeId, amountFen, idempotencyKey, offline: { ...proof, signature } };
  };
  return { ...phone, keys, deviceId, confirm };
}
