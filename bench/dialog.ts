/**
 * CPU and size of a turn: a form of six questions with a read, a message, a command and one edit, in 500 chats
 * side by side. Run by hand: node --import tsx bench/dialog.ts
 */
import type { Dialog } from '../src/dialog/dialog.ts';
import { openDialog, playTurn } from '../src/dialog/runner.ts';
import type { TurnPorts } from '../src/dialog/ports.ts';
import { raw, type Message } from '../src/dialog/message.ts';
import type { Flow, Parse } from '../src/dialog/turn.ts';

const chats = 500;
const rounds = 20;
const now = new Date('2026-09-14T01:00:00Z');

const words: Parse<string> = ({ text = '', choice }) => {
  const said = choice ?? text;
  if (said.startsWith('sửa ')) return { reopen: said.slice(4) };
  return said === '' ? { retry: [raw('?')] } : { ok: said };
};

const line = (said: string): Message => ({ lines: [raw(said)] });

const choosing: Message = {
  lines: [raw('Nội dung nào?')],
  choices: Array.from({ length: 15 }, (_, n) => ({
    label: raw(`Tiểu mục ${n + 1}`),
    code: `${1 + Math.floor(n / 5)}.${1 + (n % 5)}`,
    answer: `i${n}`,
  })),
};

const form: Flow = {
  id: 'form',
  version: 1,
  run: async (t) => {
    await t.read('task', { type: 'plan.task', taskId: 'x' });
    const item = await t.ask('item', choosing, words);
    const content = await t.ask('content', line('Nội dung?'), words);
    const target = await t.ask('target', line('Chỉ tiêu?'), words);
    const due = await t.ask('due', line('Thời gian?'), words);
    const owner = await t.ask('owner', line('Phụ trách?'), words);
    await t.ask('sure', line(`${item} ${content} ${target} ${due}?`), words, { confirm: true });
    const fields = { content, target, due, owner };
    await t.run('save', { type: 'task.save', as: 'p', year: 2027, item, fields });
    await t.say('done', line('Đã lưu.'));
    return undefined;
  },
};

const answers = [
  '1,2',
  'Trồng 500 cây xanh tại nghĩa trang liệt sĩ',
  '500 cây, 120 đoàn viên',
  'Quý I',
  'Nguyễn Văn Mẫu',
  'sửa target',
  '600 cây, 120 đoàn viên',
  'Lưu',
];

const ports: TurnPorts = {
  say: () => undefined,
  ask: () => undefined,
  later: () => undefined,
  read: () => Promise.resolve({ task: { id: 'x', content: 'Mẫu', rev: 3 }, unitName: 'Đoàn Mẫu' }),
  run: () => Promise.resolve({ done: { taskId: 'x', rev: 1, registrationId: 'r' } }),
  labels: (texts) => texts.map((one) => ('raw' in one ? one.raw : one.key)),
};

const sizes: number[] = [];

const talk = async (chat: number, round: number): Promise<number> => {
  const id = `web:${chat}.${round}`;
  let stored = JSON.stringify(openDialog({ id, flow: form, owner: id, start: {}, now }));
  let turns = 0;
  for (const text of [undefined, ...answers]) {
    const result = await playTurn({
      flow: form,
      dialog: JSON.parse(stored) as Dialog,
      ...(text === undefined ? {} : { answer: { at: now.toISOString(), text } }),
      env: {
        me: { channel: 'web', address: id },
        now,
        lang: 'vi',
        limits: { buttons: 5, edit: false, textLength: 2_000 },
        eventId: `${id}.${turns}`,
      },
      ports,
    });
    turns += 1;
    if ('dialog' in result) {
      stored = JSON.stringify(result.dialog);
      sizes.push(stored.length);
    } else if (turns !== answers.length + 1) throw new Error(`over after ${turns} turns`);
  }
  return turns;
};

await talk(0, 0);
const cpu = process.cpuUsage();
const from = process.hrtime.bigint();
let turns = 0;
for (let round = 1; round <= rounds; round += 1) {
  const all = await Promise.all(Array.from({ length: chats }, (_, chat) => talk(chat, round)));
  turns += all.reduce((sum, one) => sum + one, 0);
}
const seconds = Number(process.hrtime.bigint() - from) / 1e9;
const { user, system } = process.cpuUsage(cpu);
sizes.sort((a, b) => a - b);
console.log(
  [
    `turns           ${turns} in ${chats} chats, ${seconds.toFixed(1)} s`,
    `CPU per turn    ${((user + system) / turns).toFixed(0)} µs`,
    `turns a second  ${(turns / seconds).toFixed(0)}`,
    `dialog as JSON  median ${sizes[sizes.length >> 1] ?? 0}, most ${sizes.at(-1) ?? 0} characters`,
  ].join('\n'),
);
