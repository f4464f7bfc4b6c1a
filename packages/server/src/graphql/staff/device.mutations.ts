import { registerDevice } from '../../domain/staff/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const DeviceType = builder.objectRef<Rows.StaffDevice>('Device').implement({
  description: 'A device with a key of its own, bound to the session that registered it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the device: `dev_…`; `offline { deviceId }` of `codeRedeem`.' }),
    name: t.exposeString('name', { nullable: true, description: 'What it is called; null: nothing was given.' }),
    registeredAt: t.expose('createdAt', { type: 'DateTime', description: 'When its key was registered.' }),
  }),
});

const DeviceRegisterInput = builder.inputType('DeviceRegisterInput', {
  description: 'The key of a device. Its private half never leaves the device.',
  fields: (t) => ({
    publicKey: t.string({ required: true, description: 'JWK of the public key, as JSON: EC on P-256.' }),
    name: t.string({ description: 'What the device is called, at most 64 characters.' }),
  }),
});

const DeviceRegisterPayload = payloadType<Rows.StaffDevice>('DeviceRegisterPayload', {
  description: 'The answer of `deviceRegister`.',
  fields: (t) => ({
    device: t.field({
      type: DeviceType,
      nullable: true,
      description: 'The device; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('deviceRegister', (t) =>
  t.field({
    type: DeviceRegisterPayload,
    description:
      'Binds the key of a device to the session that asks, so that redemptions which it signs without a network count later (R1). The same key again is the same device; it ends when the session is ended, and outlives one that ran out for what waits to be sent. Sessions only. Needs `redemptions:write`.',
    authScopes: { scope: 'redemptions:write' },
    args: { input: t.arg({ type: DeviceRegisterInput, required: true, description: 'The key.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => registerDevice(domain, input)),
  }),
);
