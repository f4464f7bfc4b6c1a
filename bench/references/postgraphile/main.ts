// PostGraphile 5 as it comes, on the tables and functions that the other references call by hand.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { databaseUrl, portOf, tellServed } from '../served.ts';
import { CONNECTIONS } from '../sql/statements.ts';

const service = makePgService({
  connectionString: databaseUrl(),
  schemas: ['public'],
  poolConfig: { max: CONNECTIONS, idleTimeoutMillis: 0 },
});
const server = createServer();
const served = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [service],
  grafserv: { graphiql: false },
}).createServ(grafserv);
await served.addTo(server);
server.listen(0, '127.0.0.1', () => tellServed(portOf(server.address())));
