import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FilePort } from '../../src/channels/channel.ts';
import type { Store } from '../../src/store/connect.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.stampSample();
});
afterAll(() => test.close());

const about = { name: 'Kế hoạch 2027.docx', type: 'application/msword' };

describe.each([
  ['a folder', false],
  ['GridFS', true],
])('bytes in %s', (_where, withoutFolder) => {
  let store: Store;
  let files: FilePort;
  beforeAll(async () => {
    store = await test.openAnother({ withoutFolder });
    files = store.files;
  });

  it.each([0, 1, 700_000])('%i bytes come back as they were', async (size) => {
    const bytes = randomBytes(size);
    const ref = await files.put(bytes, about);
    expect(ref).toEqual({ ...about, id: ref.id, size });
    const found = await files.get(ref.id);
    expect(found && { ...found, bytes: Buffer.from(found.bytes).equals(bytes) }).toEqual({
      ...about,
      bytes: true,
    });
  });

  it('every put is a file of its own', async () => {
    const bytes = Buffer.from('một');
    const [one, two] = [await files.put(bytes, about), await files.put(bytes, about)];
    expect(one.id).not.toBe(two.id);
  });

  it.each(['none', '../../etc/passwd', ''])('there is no file %p', async (id) => {
    expect(await files.get(id)).toBeUndefined();
  });

  it('a reset removes them', async () => {
    const { id } = await files.put(Buffer.from('một'), about);
    await store.reset();
    expect(await files.get(id)).toBeUndefined();
  });
});

it('a file in the folder is for the program only, and nothing unfinished lies about', async () => {
  const { id } = await test.store.files.put(Buffer.from('một'), about);
  const folder = join(test.dataDir, 'files');
  expect(await readdir(folder)).toEqual([id]);
  // Windows has no such modes.
  if (process.platform === 'win32') return;
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, id))).mode & 0o777).toBe(0o600);
});
