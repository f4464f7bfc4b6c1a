// "Fast": Yoga's own pipeline with compiled documents, called straight from `node:http`, and coalesced SQL; without
// authentication, idempotency, limits, history and events.
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { SCHEMA } from '../schema-text.ts';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { openDatabase } from '../sql/database.ts';
import { createDoor } from './door.ts';
import { createGroups } from './groups.ts';
import { createResolvers } from './resolvers.ts';

const groups = createGroups();
const { ask } = openDatabase(databaseUrl());
const schema = createSchema({ typeDefs: SCHEMA, resolvers: createResolvers(ask, groups.announce) });
const yoga = createYoga({ schema, logging: false, plugins: [useGraphQlJit({ customJSONSerializer: true })] });
const server = createServer(createDoor({ yoga, schema, groups }));
server.listen(0, '127.0.0.1', () => tellServed(portOf(server.address())));
