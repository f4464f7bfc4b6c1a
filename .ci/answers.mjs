// Exit code 0 when the service of this machine lets us in without a password: `answers.mjs postgres|redis`.
import { connect } from 'node:net';

/** PostgreSQL's first message: length, protocol 3.0, then names and values. */
function startupMessage() {
  const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0test\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

const SERVICES = {
  // "R", a length of 8 and a zero: authenticated, nothing more asked.
  postgres: { port: 5432, hello: startupMessage(), welcome: Buffer.from('R\0\0\0\x08\0\0\0\0') },
  redis: { port: 6379, hello: Buffer.from('PING\r\n'), welcome: Buffer.from('+PONG') },
};

const { port, hello, welcome } = SERVICES[process.argv[2]];
const socket = connect(port, '127.0.0.1', () => socket.write(hello));
socket.setTimeout(2_000, () => process.exit(1));
socket.once('error', () => process.exit(1));
socket.once('data', (data) => process.exit(data.subarray(0, welcome.length).equals(welcome) ? 0 : 1));
