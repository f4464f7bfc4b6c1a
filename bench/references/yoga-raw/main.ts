// Yoga as it comes, with one SQL statement for each operation through `pg`.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { SCHEMA } from '../schema-text.ts';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { openDatabase } from '../sql/database.ts';
import { createResolvers } from './resolvers.ts';

const schema = createSchema({ typeDefs: SCHEMA, resolvers: createResolvers(openDatabase(databaseUrl()).ask) });
const yoga = createYoga({ schema, logging: false });
// Yoga's handler answers for itself.
const server = createServer((req, res) => void yoga(req, res));
server.listen(0, '127.0.0.1', () => tellServed(portOf(server.address())));
