import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server on this machine that keeps what it is sent. */
export type Mailbox = { port: number; mails: Buffer[]; stop(): Promise<void> };

export const startMailbox = async (options: SMTPServerOptions = {}): Promise<Mailbox> => {
  const mails: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username = '' }, _session, done) => done(null, { user: username }),
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts));
        done();
      });
    },
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port, not on a path
    mails,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
};
