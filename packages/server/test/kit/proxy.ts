import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a service that can be cut; the service itself is never touched. */
export type Proxy = {
  /** Address of the service, through us. */
  url: string;
  /** Ends all connections, and refuses new ones until `restore`. */
  cut: () => Promise<void>;
  restore: () => Promise<void>;
  stop: () => Promise<void>;
};

type Listening = { port: number; close: () => Promise<void> };

/** Listens on a port of this machine; closing it ends its connections. */
export async function listening(server: Server, wanted = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** @param ordinaryPort where the address names none */
export async function proxyTo(address: string, ordinaryPort: number): Promise<Proxy> {
  const target = new URL(address);
  const open = (port?: number): Promise<Listening> =>
    listening(
      createServer((near) => {
        const far = connect(Number(target.port || ordinaryPort), target.hostname);
        near.on('close', () => far.destroy());
        far.on('error', () => near.destroy()).on('close', () => near.destroy());
        near.pipe(far).pipe(near);
      }),
      port,
    );
  let proxy: Listening | null = await open();
  const { port } = proxy;
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  const cut = async (): Promise<void> => {
    await proxy?.close();
    proxy = null;
  };
  return { url: url.href, cut, stop: cut, restore: async () => void (proxy ??= await open(port)) };
}
