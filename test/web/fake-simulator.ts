import { deflateSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import type { Delivery, Phrase } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/channel.ts';
import { createWebChannel, type WebChannel } from '../../src/channels/web/channel.ts';
import { createFeed } from '../../src/channels/web/feed.ts';
import { fit } from '../../src/channels/fit.ts';
import type { EventState, Persona, SimulatorPort } from '../../src/channels/web/ports.ts';
import { simulatorRoutes } from '../../src/channels/web/routes.ts';
import type { FileRef } from '../../src/dialog/message.ts';
import { createMemoryThreads } from '../channels/memory-threads.ts';
import { replyTo } from './fake-talk.ts';

const personas: Persona[] = [
  {
    id: 'bithu-1',
    name: 'Trần Thị Mẫu',
    role: 'Bí thư',
    unit: 'Đoàn trường THPT Mẫu',
    like: 'zalo',
  },
  {
    id: 'bithu-2',
    name: 'Nguyễn Văn Mẫu',
    role: 'Bí thư',
    unit: 'Chi đoàn Sở Mẫu',
    like: 'telegram',
  },
  {
    id: 'bithu-3',
    name: 'Phạm Minh Mẫu',
    role: 'Bí thư',
    unit: 'Đoàn cơ sở Công an Mẫu',
    like: 'web',
  },
  { id: 'canbo-1', name: 'Lê Thu Mẫu', role: 'Phó Bí thư', unit: 'Đoàn xã Mẫu', like: 'telegram' },
  { id: 'canbo-2', name: 'Đỗ Quang Mẫu', role: 'Ủy viên', unit: 'Đoàn xã Mẫu', like: 'zalo' },
  { id: 'tinh-1', name: 'Vũ Hải Mẫu', role: 'Phó ban', unit: 'Tỉnh đoàn Mẫu', like: 'web' },
  { id: 'quantri', name: 'Hoàng Mẫu', role: 'Quản trị', unit: 'Tỉnh đoàn Mẫu', like: 'web' },
];

const phrase: Phrase = (key, params) =>
  ({
    'channel.choose_number': 'Trả lời bằng số để chọn:',
    'channel.choose_code': `Gõ mã để chọn, ví dụ ${params?.['example'] ?? ''}.`,
    'channel.file_too_big': `Tệp ${params?.['name'] ?? ''} quá lớn để gửi qua kênh này.`,
  })[key] ?? key;

const crcOf = (bytes: Uint8Array): number => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
};

const uint = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** A small blue gradient, so that no picture need be kept in the repository. */
const picture = (width: number, height: number): Uint8Array => {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([uint(data.length), body, uint(crcOf(body))]);
  };
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set([30 + y / 2, 110 + x / 4, 220], y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const head = Buffer.concat([uint(width), uint(height), Buffer.from([8, 2, 0, 0, 0])]);
  const magic = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

type Talk = {
  channel: WebChannel;
  pictures: { image: FileRef; file: FileRef };
  slots: Map<string, string>;
};

/** Answers one delivery as app/turn and app/deliver would together, without waiting and without memory. */
const answer = async (
  { channel, pictures, slots }: Talk,
  delivery: Delivery,
): Promise<EventState> => {
  const { address, text, press, files, other } = delivery;
  const said = text ?? press ?? (files ? `${files.length} tệp` : `(${other ?? ''})`);
  const reply = replyTo(said, pictures);
  if (reply === 'fault') return { state: 'dead', errorId: 'MAU-7F3A', messages: [] };
  const parts = fit({ text: '', choices: [], ...reply }, channel.limits(address), phrase);
  const slotKey = `${address}/${reply.edits ?? ''}`;
  const known = slots.get(slotKey);
  const messages: number[] = [];
  for (const part of parts) {
    const isEdit = known !== undefined && channel.limits(address).edit;
    const sent = isEdit
      ? await channel.edit?.(address, known, part)
      : await channel.send(address, part);
    if (!sent) continue;
    if (part.slot) slots.set(`${address}/${part.slot}`, sent.providerId);
    messages.push(Number(sent.providerId));
  }
  return { state: 'done', messages };
};

type Threads = ReturnType<typeof createMemoryThreads>;
export type Fake = {
  app: FastifyInstance;
  channel: WebChannel;
  threads: Threads;
  /** Answers wait until the returned function is called. */
  hold: () => () => void;
  moves: string[];
};

/** A whole simulator without the program: the page cannot tell the difference. */
export const createFake = async (
  threads: Threads = createMemoryThreads(...personas),
): Promise<Fake> => {
  let now = new Date('2026-09-14T01:00:00Z');
  let gate: Promise<void> = Promise.resolve();
  const moves: string[] = [];
  const feed = createFeed();
  const channel = createWebChannel({ threads, now: () => now, notify: feed.publish });
  const pictures = {
    image: await channel.files.put(picture(320, 200), { name: 'ma-qr.png', type: 'image/png' }),
    file: await channel.files.put(Buffer.alloc(24_600), {
      name: 'Bản đăng ký 3 chủ động năm 2027 - Đoàn trường THPT Mẫu.docx',
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    }),
  };
  const talk: Talk = { channel, pictures, slots: new Map() };
  const states = new Map<string, Promise<EventState>>();

  const work = async (delivery: Delivery): Promise<EventState> => {
    await gate;
    try {
      return await answer(talk, delivery);
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      return { state: 'done', messages: [] };
    }
  };

  const simulator: SimulatorPort = {
    async accept(delivery) {
      if (!states.has(delivery.eventId)) states.set(delivery.eventId, work(delivery));
    },
    eventState: async (eventId) => states.get(eventId),
    async settle() {
      await Promise.all(states.values());
      return { inbox: 0, outbox: 2, works: 0 };
    },
    now: () => now,
    async moveClock(to) {
      now = to;
      moves.push(to.toISOString());
      await channel.send('bithu-1', {
        text: 'Nhắc đồng chí: bản đăng ký năm 2027 chưa gửi.',
        choices: [],
      });
      return now;
    },
    runJob: async () => ({ planned: 3, skipped: 0 }),
    outbox: async () => [
      { at: now, state: 'sent', address: 'bithu-1', id: 'e1/say:hello', attempts: 1 },
    ],
    audit: async () => [
      {
        at: now,
        action: 'registration.sent',
        who: 'Trần Thị Mẫu',
        unitName: 'Đoàn trường THPT Mẫu',
      },
    ],
    registration: async () => undefined,
    explainReminders: async () => [],
    async reset() {
      threads.empty();
      talk.slots.clear();
      now = new Date('2026-09-14T01:00:00Z');
    },
  };
  const app = fastify({ forceCloseConnections: true });
  let ids = 0;
  await app.register(
    simulatorRoutes({ simulator, threads, channel, feed, newId: () => String((ids += 1)) }),
  );
  const hold = () => {
    let release = (): void => undefined;
    gate = new Promise((resolve) => (release = resolve));
    return release;
  };
  return { app, channel, threads, hold, moves };
};
