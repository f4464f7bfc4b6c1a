// A small Mercurius server, compiled documents on, with one SQL function for each write and loaders for the reads.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { SCHEMA } from '../schema-text.ts';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { openDatabase } from '../sql/database.ts';
import { createLoaders, createResolvers } from './schema.ts';

const { ask: database } = openDatabase(databaseUrl());
const app = Fastify();
await app.register(mercurius, {
  schema: SCHEMA,
  resolvers: createResolvers(database),
  loaders: createLoaders(database),
  jit: 1,
  subscription: true,
});
await app.listen({ host: '127.0.0.1', port: 0 });
tellServed(portOf(app.server.address()));
