import { type Field } from '../../domain/kit/errors.ts';
import {
  addStaff,
  inviteStaff,
  type PhoneInvitation,
  removeStaff,
  revokeStaffSession,
  updateStaff,
  visibleStaff,
} from '../../domain/staff/index.ts';
import { modulesOf, svgOf } from '../../doors/qr-code.ts';
import { StaffRoleEnum } from '../access/person.type.ts';
import { builder } from '../builder.ts';
import type { InputBuilder } from '../kit/input-builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { StaffMemberType } from './staff.type.ts';

/** Size of the QR code by nature; as SVG it scales. */
const QR_PIXELS = 344;

const StaffInvitationType = builder.objectRef<PhoneInvitation>('StaffInvitation').implement({
  description: 'A way in for a phone (W4): it works once, and is shown this once.',
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Address to open on the phone; it signs in there for 30 days.' }),
    qrSvg: t.string({
      description: 'The address as a QR code: an SVG document.',
      resolve: ({ url }) => svgOf(modulesOf(url), QR_PIXELS),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it works no longer.' }),
  }),
});

type Answered = { staffId: string; invitation?: PhoneInvitation | null };

/** The domain speaks of persons and scopes where the input says staff and roles. */
const fieldIn = ([first, ...rest]: Field): Field => {
  if (first === undefined) return [];
  if (first === 'personId') return ['staffId', ...rest];
  return [first === 'scopes' ? 'roles' : first, ...rest];
};

const staffPayload = (name: string, { hasInvitation }: { hasInvitation: boolean }) =>
  payloadType<Answered>(name, {
    description: `The answer of \`${name.charAt(0).toLowerCase()}${name.slice(1, -'Payload'.length)}\`.`,
    fields: (t) => ({
      staffMember: t.prismaField({
        type: StaffMemberType,
        nullable: true,
        description: 'Who it is about, as they are now; null when refused.',
        resolve: (query, { value }, _args, { domain }) =>
          value &&
          domain.prisma.person.findFirst({ ...query, where: { AND: [visibleStaff(domain), { id: value.staffId }] } }),
      }),
      ...(hasInvitation
        ? {
            invitation: t.field({
              type: StaffInvitationType,
              nullable: true,
              description:
                'The way in; null when refused, and in the answer to a repeated key: `staffInvite` gives another.',
              resolve: ({ value }) => value?.invitation ?? null,
            }),
          }
        : {}),
    }),
  });

const staffIdField = (t: InputBuilder) => t.id({ required: true, description: 'Id of the person: `per_…`.' });

const StaffAddInput = builder.inputType('StaffAddInput', {
  description: 'Somebody who is to work at a till (W4).',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What they are called, 1 to 64 characters.' }),
    login: t.string({
      description: 'A name or an e-mail address, unique in the installation; drawn when absent: phones need none.',
    }),
    roles: t.field({ type: [StaffRoleEnum], required: true, description: 'What they do, at least one.' }),
    storeIds: t.idList({
      description: 'Stores that bind them, at most 100; absent or empty: none does. SUPER is bound to none.',
    }),
    idempotencyKey: t.string({
      description:
        'Repeats of a call carry the same key and get the same answer, but for the invitation: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
  }),
});

const StaffAddPayload = staffPayload('StaffAddPayload', { hasInvitation: true });

builder.mutationField('staffAdd', (t) =>
  t.field({
    type: StaffAddPayload,
    description:
      'Makes somebody staff and gives the invitation for their phone (W4); nobody who works here already. Needs `staff:write`.',
    authScopes: { scope: 'staff:write' },
    args: { input: t.arg({ type: StaffAddInput, required: true, description: 'Who, and as what.' }) },
    resolve: (_root, { input: { storeIds, idempotencyKey, ...input } }, { domain }) =>
      outcomeOf<Answered>(
        () =>
          addStaff(domain, {
            ...input,
            storeIds: storeIds ?? undefined,
            idempotencyKey: idempotencyKey ?? undefined,
          }),
        fieldIn,
      ),
  }),
);

const StaffInviteInput = builder.inputType('StaffInviteInput', {
  description: 'Who is to have another way in.',
  fields: (t) => ({ staffId: staffIdField(t) }),
});

const StaffInvitePayload = staffPayload('StaffInvitePayload', { hasInvitation: true });

builder.mutationField('staffInvite', (t) =>
  t.field({
    type: StaffInvitePayload,
    description:
      'Another invitation for a phone of staff: it works once, within 24 hours. Not for who also works elsewhere. Needs `staff:write`.',
    authScopes: { scope: 'staff:write' },
    args: { input: t.arg({ type: StaffInviteInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf<Answered>(() => inviteStaff(domain, input), fieldIn),
  }),
);

const StaffUpdateInput = builder.inputType('StaffUpdateInput', {
  description: 'What is to be different about somebody of the staff; what is absent stays.',
  fields: (t) => ({
    staffId: staffIdField(t),
    name: t.string({ description: 'What they are called, 1 to 64 characters.' }),
    roles: t.field({ type: [StaffRoleEnum], description: 'What they do, at least one.' }),
    storeIds: t.idList({ description: 'Stores that bind them, at most 100; empty: none does.' }),
  }),
});

const StaffUpdatePayload = staffPayload('StaffUpdatePayload', { hasInvitation: false });

builder.mutationField('staffUpdate', (t) =>
  t.field({
    type: StaffUpdatePayload,
    description:
      'Changes what staff are called, do, and where (W4); it counts from their next request on. Never oneself. Needs `staff:write`.',
    authScopes: { scope: 'staff:write' },
    args: { input: t.arg({ type: StaffUpdateInput, required: true, description: 'Who, and what.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf<Answered>(() => updateStaff(domain, input), fieldIn),
  }),
);

const StaffRemoveInput = builder.inputType('StaffRemoveInput', {
  description: 'Who is to work here no longer.',
  fields: (t) => ({ staffId: staffIdField(t) }),
});

const StaffRemovePayload = payloadType<Answered>('StaffRemovePayload', {
  description: 'The answer of `staffRemove`.',
  fields: (t) => ({
    staffId: t.id({
      nullable: true,
      description: 'Who works here no longer; null when refused.',
      resolve: ({ value }) => value?.staffId ?? null,
    }),
  }),
});

builder.mutationField('staffRemove', (t) =>
  t.field({
    type: StaffRemovePayload,
    description:
      'Takes somebody off the staff at once: role, sessions, open invitations and device keys end (W4), but sessions and invitations of who also works elsewhere; what they redeemed stays on record. Never oneself. Needs `staff:write`.',
    authScopes: { scope: 'staff:write' },
    args: { input: t.arg({ type: StaffRemoveInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf<Answered>(() => removeStaff(domain, input), fieldIn),
  }),
);

const StaffSessionRevokeInput = builder.inputType('StaffSessionRevokeInput', {
  description: 'The session that is to end.',
  fields: (t) => ({ sessionId: t.id({ required: true, description: 'Id of the session: `ses_…`.' }) }),
});

const StaffSessionRevokePayload = staffPayload('StaffSessionRevokePayload', { hasInvitation: false });

builder.mutationField('staffSessionRevoke', (t) =>
  t.field({
    type: StaffSessionRevokePayload,
    description:
      'Ends one session of staff at once, with what it follows live and the key of its device (W4). Needs `staff:write`, but for one’s own.',
    authScopes: { caller: true },
    args: { input: t.arg({ type: StaffSessionRevokeInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf<Answered>(() => revokeStaffSession(domain, input), fieldIn),
  }),
);
