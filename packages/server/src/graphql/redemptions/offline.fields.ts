import { builder } from '../builder.ts';
import { RedemptionType } from './redemption.type.ts';

/** That a device without a network confirmed the redemption. */
builder.prismaObjectFields(RedemptionType, (t) => ({
  confirmedAt: t.expose('confirmedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When a device without a network confirmed it, by its clock; null: it was made online.',
  }),
  isOffline: t.boolean({
    description: 'Whether a device without a network confirmed it, and sent it later.',
    resolve: ({ confirmedAt }) => confirmedAt !== null,
  }),
}));
