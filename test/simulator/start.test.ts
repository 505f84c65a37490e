import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { connect } from './phone.ts';
import { freshFolder, runProgram, startProgram } from './program.ts';

describe('the program', () => {
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  beforeEach(async () => {
    folder = await freshFolder();
  });
  afterEach(() => folder.remove());

  test('starts on an empty folder, answers its probes, and stops within two seconds', async () => {
    const program = await startProgram({ DATA_DIR: folder.dir });
    const { get } = connect(program.url);
    expect(await get('/healthz')).toEqual({ ok: true });
    expect(await get('/readyz')).toEqual({ ready: true, reasons: [] });
    const metrics = await (await fetch(`${program.url}/metrics`)).text();
    for (const name of [
      'bot_turn_seconds',
      'bot_deliveries_total',
      'bot_events_total',
      'bot_requests_refused_total',
      'bot_rows_waiting',
      'bot_leading 1',
    ]) {
      expect(metrics).toContain(name);
    }
    const from = performance.now();
    expect(await program.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  test('says everything that is wrong with its configuration at once, with exit code 78', async () => {
    const { code, said } = await runProgram({
      DATA_DIR: folder.dir,
      PORT: 'many',
      LOG_LEVEL: 'loud',
      MONGODB_URI: 'http://localhost',
      SECRET_KEY: 'short',
    });
    expect(code).toBe(78);
    for (const name of ['PORT', 'LOG_LEVEL', 'MONGODB_URI', 'SECRET_KEY'])
      expect(said).toContain(name);
  });

  test('names a taken port in one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // a TCP server that listens has an address and a port
    const { port } = other.address() as AddressInfo;
    const { code, said } = await runProgram({ DATA_DIR: folder.dir, PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(said.trim()).toMatch(new RegExp(`^Port ${String(port)} is taken: [^\\n]*$`, 'm'));
    expect(said).not.toMatch(/^\s+at /m);
  });

  test('refuses a folder that another process uses, in one sentence', async () => {
    const first = await startProgram({ DATA_DIR: folder.dir });
    const { code, said } = await runProgram({ DATA_DIR: folder.dir });
    await first.stop();
    expect(code).toBe(1);
    expect(said).toMatch(/^DATA_DIR is in use by another process/m);
    expect(said).not.toMatch(/^\s+at /m);
  });

  test('refuses a folder that cannot be written to, in one sentence', async () => {
    const file = join(folder.dir, 'file');
    await writeFile(file, '');
    await chmod(folder.dir, 0o700);
    const { code, said } = await runProgram({ DATA_DIR: join(file, 'data') });
    expect(code).toBe(1);
    expect(said).toMatch(/^DATA_DIR cannot be written to/m);
    expect(said).not.toMatch(/^\s+at /m);
  });
});
