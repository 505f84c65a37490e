import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire that breaks on demand, between a client and the database at `uri`. */
export type CuttingProxy = {
  uri: string;
  /** The next `times` requests that name this command arrive, but their answers do not. */
  loseAnswers(command: string, times: number): void;
  /** The next `times` requests that name this word do not even arrive. */
  loseRequests(word: string, times: number): void;
  /** How often something was lost. */
  lost(): number;
  stop(): Promise<void>;
};

const upstream = (host: string): Socket => {
  const decoded = decodeURIComponent(host);
  if (decoded.startsWith('/')) return connect(decoded);
  const [name = '', port = '27017'] = decoded.split(':');
  return connect(Number(port), name);
};

type Cut = { word: string; times: number; arrives: boolean };

export const startCuttingProxy = async (uri: string): Promise<CuttingProxy> => {
  const [, user = '', host = '', path = ''] =
    /^mongodb:\/\/([^@/]*@)?([^/?]+)(\/.*)$/.exec(uri) ?? [];
  const sockets = new Set<Socket>();
  let cut: Cut = { word: '', times: 0, arrives: true };
  let lost = 0;

  const server = createServer((client) => {
    const database = upstream(host);
    let deaf = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (chunk) => {
      const isHit = cut.times > 0 && chunk.includes(cut.word);
      if (isHit) {
        cut = { ...cut, times: cut.times - 1 };
        lost += 1;
        deaf = true;
      }
      if (isHit && !cut.arrives) end();
      else database.write(chunk);
    });
    database.on('data', (chunk) => (deaf ? end() : client.write(chunk)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an address and a port.
  const { port } = server.address() as AddressInfo;
  const options = path.includes('directConnection')
    ? ''
    : `${path.includes('?') ? '&' : '?'}directConnection=true`;
  return {
    uri: `mongodb://${user}127.0.0.1:${String(port)}${path}${options}`,
    loseAnswers: (word, times) => (cut = { word, times, arrives: true }),
    loseRequests: (word, times) => (cut = { word, times, arrives: false }),
    lost: () => lost,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
