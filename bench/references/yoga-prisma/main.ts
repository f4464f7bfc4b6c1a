// The obvious way: Yoga, Pothos and Prisma, an interactive transaction for each write.
import { createServer } from 'node:http';
import { PrismaPg } from '@prisma/adapter-pg';
import { createYoga } from 'graphql-yoga';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { CONNECTIONS } from '../sql/statements.ts';
import { createSchema } from './schema.ts';

const adapter = new PrismaPg({ connectionString: databaseUrl(), max: CONNECTIONS, idleTimeoutMillis: 0 });
const prisma = new PrismaClient({ adapter });
const yoga = createYoga({ schema: createSchema(prisma), logging: false });
// Yoga's handler answers for itself.
const server = createServer((req, res) => void yoga(req, res));
server.listen(0, '127.0.0.1', () => tellServed(portOf(server.address())));
