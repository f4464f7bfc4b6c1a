// A small Mercurius server, compiled documents on, with one SQL function for each write and loaders for the reads.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { createLoaders, createResolvers, SCHEMA } from './schema.ts';
import { openDatabase } from './database.ts';

const database = openDatabase(databaseUrl());
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
