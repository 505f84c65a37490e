import { describe, expect, it } from '@jest/globals';
import { createWebChannel } from '../../src/channels/web/channel.ts';
import { inboundOf } from '../../src/channels/web/inbound.ts';
import type { Like, ThreadMessage, ThreadPort } from '../../src/channels/web/ports.ts';
import { channelContract } from './contract.ts';
import { createMemoryThreads, persona } from './memory-threads.ts';

const now = () => new Date('2026-09-14T01:00:00.000Z');
const words = { text: 'Kính chào', choices: [] };

const open = async (like: Like) => {
  const threads = createMemoryThreads(persona('bithu-1', like));
  const told: [string, ThreadMessage][] = [];
  const channel = createWebChannel({ threads, now, notify: (...news) => void told.push(news) });
  await channel.refresh();
  return { threads, told, channel };
};

for (const like of ['zalo', 'telegram', 'web'] as const) {
  channelContract(`web like ${like}`, async () => {
    const { channel, threads } = await open(like);
    return {
      channel,
      address: 'bithu-1',
      unknownAddress: 'khong-co',
      failNext: (code) => channel.setFault('bithu-1', { code, times: 1 }),
      shown: async () => (await threads.after('bithu-1', 0, 100)).map(({ text }) => text),
    };
  });
}

describe('the web channel', () => {
  it('has the limits of whom the persona imitates', async () => {
    const lengths = { zalo: 2_000, telegram: 4_096, web: 8_000 };
    for (const like of ['zalo', 'telegram', 'web'] as const) {
      const { channel } = await open(like);
      expect(channel.limits('bithu-1').textLength).toBe(lengths[like]);
      expect(channel.limits('bithu-1').rate.perSecond).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('promises the least for a persona it does not know yet', () => {
    const channel = createWebChannel({
      threads: createMemoryThreads(),
      now,
      notify: () => undefined,
    });
    expect(channel.limits('khach-1')).toMatchObject({ textLength: 2_000, edit: false });
  });

  it('pretends a card that asks for the phone number with a button, where the vendor has one', async () => {
    const threads = createMemoryThreads(persona('bithu-1', 'zalo'), persona('bithu-2', 'telegram'));
    const shareLabel = 'Chia sẻ';
    const channel = createWebChannel({ threads, now, notify: () => undefined, shareLabel });
    const card = { text: 'Số điện thoại?', choices: [], asksContact: true } as const;
    await channel.send('bithu-1', card);
    const [bubble] = await threads.after('bithu-1', 0, 9);
    expect(bubble).toMatchObject({ text: card.text, choices: [{ label: 'Chia sẻ' }] });
    const press = bubble?.choices[0]?.id ?? '';
    const files = channel.files;
    const inbound = await inboundOf({ press }, { threads, files, personaId: 'bithu-1' });
    expect(inbound).toEqual({
      said: { contact: { phone: '0900000123' } },
      bubbles: [{ text: 'Chia sẻ' }],
    });
    await expect(channel.send('bithu-2', card)).rejects.toMatchObject({ code: 'rejected' });
  });

  it('learns of a new persona at the first send', async () => {
    const { channel, threads } = await open('zalo');
    await threads.addPersona(persona('khach-1', 'web'));
    await channel.send('khach-1', words);
    expect(channel.limits('khach-1').textLength).toBe(8_000);
  });

  it('keeps time and content of an edited bubble and tells who listens', async () => {
    const { channel, told } = await open('web');
    const { providerId } = await channel.send('bithu-1', { ...words, slot: 'bảng' });
    await channel.edit?.('bithu-1', providerId, { text: 'Mới', choices: [], slot: 'bảng' });
    const at = now().toISOString();
    const base = { n: 1, at, from: 'bot', choices: [], slot: 'bảng' };
    expect(told).toEqual([
      ['bithu-1', { ...base, text: 'Kính chào' }],
      ['bithu-1', { ...base, text: 'Mới', editedAt: at }],
    ]);
  });

  it('refuses to edit a message that was never sent', async () => {
    const { channel } = await open('web');
    for (const id of ['7', '0', 'x', '-1']) {
      await expect(channel.edit?.('bithu-1', id, words)).rejects.toMatchObject({
        code: 'rejected',
      });
    }
  });

  it('fails as often as ordered, and not at all after clearing', async () => {
    const { channel } = await open('web');
    channel.setFault('bithu-1', { code: 'blocked', times: 2 });
    for (let i = 0; i < 2; i += 1) {
      await expect(channel.send('bithu-1', words)).rejects.toMatchObject({ code: 'blocked' });
    }
    await channel.send('bithu-1', words);
    channel.setFault('bithu-1', { code: 'config', times: 9 });
    channel.clearFaults();
    expect(await channel.send('bithu-1', words)).toEqual({ providerId: '2' });
  });

  it('calls a broken thread transient, with its cause', async () => {
    const broken: ThreadPort = {
      ...createMemoryThreads(persona('bithu-1', 'web')),
      append: () => Promise.reject(new Error('disk')),
    };
    const channel = createWebChannel({ threads: broken, now, notify: () => undefined });
    await expect(channel.send('bithu-1', words)).rejects.toMatchObject({
      code: 'transient',
      cause: new Error('disk'),
    });
  });

  it('hands out a file by its reference', async () => {
    const { channel } = await open('web');
    const { id } = await channel.files.put(new Uint8Array([1, 2]), {
      name: 'a.txt',
      type: 'text/plain',
    });
    expect(await channel.fetchFile?.(id)).toEqual({
      bytes: new Uint8Array([1, 2]),
      name: 'a.txt',
      type: 'text/plain',
    });
  });
});
