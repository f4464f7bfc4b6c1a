import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import type { GraphQLSchema } from 'graphql';
import { createPubSub } from 'graphql-yoga';
import type PrismaTypes from '../../src/generated/pothos.ts';
import { getDatamodel } from '../../src/generated/pothos.ts';
import type { Code, PrismaClient } from '../../src/generated/prisma/client.ts';
import { claim, redeem } from './writes.ts';

type Types = { PrismaTypes: PrismaTypes; DefaultFieldNullability: false };
type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<Types>>;

/** The schema of the references, as the manual of Pothos would have it. */
export function createSchema(prisma: PrismaClient): GraphQLSchema {
  const builder: Builder = new SchemaBuilder<Types>({
    plugins: [PrismaPlugin],
    defaultFieldNullability: false,
    prisma: { client: prisma, dmmf: getDatamodel() },
  });
  addTypes(builder);
  addQueries(builder, prisma);
  addWrites(builder, prisma);
  return builder.toSchema();
}

function addTypes(builder: Builder): void {
  builder.prismaObject('Card', {
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.exposeString('title'),
      left: t.exposeInt('left'),
      stores: t.relation('stores'),
    }),
  });
  builder.prismaObject('Store', {
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      city: t.exposeString('city'),
      address: t.exposeString('address'),
    }),
  });
  builder.prismaObject('Code', {
    fields: (t) => ({
      id: t.exposeID('id'),
      value: t.exposeString('value'),
      status: t.exposeString('status'),
      openid: t.exposeString('openid'),
      claimedAt: t.string({ resolve: ({ claimedAt }) => claimedAt.toISOString() }),
      card: t.relation('card'),
    }),
  });
}

function addQueries(builder: Builder, prisma: PrismaClient): void {
  builder.queryType({
    fields: (t) => ({
      card: t.prismaField({
        type: 'Card',
        nullable: true,
        args: { id: t.arg.string({ required: true }) },
        resolve: (query, _root, { id }) => prisma.card.findUnique({ ...query, where: { id } }),
      }),
      codes: t.prismaField({
        type: ['Code'],
        args: { first: t.arg.int({ required: true }) },
        resolve: (query, _root, { first }) =>
          prisma.code.findMany({ ...query, orderBy: [{ claimedAt: 'desc' }, { id: 'desc' }], take: first }),
      }),
    }),
  });
}

function addWrites(builder: Builder, prisma: PrismaClient): void {
  const pubSub = createPubSub<{ claims: [cardId: string, code: Code] }>();
  builder.mutationType({
    fields: (t) => ({
      claim: t.prismaField({
        type: 'Code',
        args: { cardId: t.arg.string({ required: true }), openid: t.arg.string({ required: true }) },
        resolve: async (_query, _root, input) => {
          const code = await claim(prisma, input);
          pubSub.publish('claims', input.cardId, code);
          return code;
        },
      }),
      redeem: t.prismaField({
        type: 'Code',
        args: { value: t.arg.string({ required: true }) },
        resolve: (_query, _root, { value }) => redeem(prisma, value),
      }),
    }),
  });
  builder.subscriptionType({
    fields: (t) => ({
      claims: t.prismaField({
        type: 'Code',
        args: { cardId: t.arg.string({ required: true }) },
        subscribe: (_root, { cardId }) => pubSub.subscribe('claims', cardId),
        resolve: (_query, code: Code) => code,
      }),
    }),
  });
}
