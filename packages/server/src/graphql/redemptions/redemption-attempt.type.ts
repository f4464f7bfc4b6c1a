import { numberSeenBy } from '../../domain/redemptions/index.ts';
import { builder } from '../builder.ts';
import { RedemptionWayEnum } from './redemption.type.ts';

export const RedemptionAttemptType = builder.prismaObject('RedemptionAttempt', {
  description: 'A redemption that was refused (R1). Kept for 90 days.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the attempt: `rda_…`.' }),
    way: t.expose('way', { type: RedemptionWayEnum, description: 'How somebody tried to redeem.' }),
    value: t.string({
      nullable: true,
      description:
        'The number, as typed or scanned, cut to 64 characters; null to who may not read codes, and to staff for what others have typed: it may be good elsewhere.',
      resolve: (attempt, _args, { domain }) => numberSeenBy(domain, attempt),
    }),
    refusalCode: t.exposeString('refusalCode', {
      description: 'Why it was refused, as `UserError.code` says it: `ALREADY_REDEEMED` …',
    }),
    codeId: t.exposeID('codeId', {
      nullable: true,
      description: 'The code, where the number led to one; null: it was unknown.',
    }),
    staffId: t.exposeID('staffId', { nullable: true, description: 'The person at the till; null: none was named.' }),
    isOffline: t.exposeBoolean('isOffline', {
      description: 'Whether a device had confirmed it without a network: the guest has left with it.',
    }),
    attemptedAt: t.expose('attemptedAt', { type: 'DateTime', description: 'When it was tried.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'What kind of credential tried: `person`, `secretKey`, `user` …',
    }),
    actorId: t.exposeID('actorId', {
      nullable: true,
      description: 'Its id, of a user the openid; null: the system did.',
    }),
    card: t.relation('card', {
      nullable: true,
      description: 'The card of the code, or the one that was named; null: neither is known. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
    store: t.relation('store', {
      nullable: true,
      description: 'Store in which it was tried; null: none of the merchant was named. Needs `stores:read`.',
      authScopes: { scope: 'stores:read' },
    }),
  }),
});
