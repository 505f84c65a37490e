import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fit } from '../../src/channels/fit.ts';
import { zaloLike } from '../../src/channels/limits.ts';
import { address, choice, failure, openBench, say, type ZaloBench } from './zalo-bench.ts';

const cs = '/v3.0/oa/message/cs';
let bench: ZaloBench;
const open = async (...settings: Parameters<typeof openBench>) => {
  await bench.zalo.close();
  bench = await openBench(...settings);
};

beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.zalo.close());

const last = () => bench.person.shown.at(-1);
const calls = (path: string) => bench.zalo.account.requests.filter((one) => one.path === path);

describe('words for Zalo', () => {
  test('go out letter by letter, with buttons whose tap comes back as our press', async () => {
    const { channel, zalo, person } = bench;
    const text = 'Đồng chí đã nộp chưa? <b> & "x"\nDòng hai';
    const choices = [choice('Đã nộp'), choice('Chưa', { id: '=0k3x9z1a:~back' })];
    const sent = await channel.send(address, say(text, { choices }));
    expect(sent).toEqual({ providerId: last()?.messageId, billed: false });
    expect(last()).toMatchObject({
      text,
      buttons: [
        { title: 'Đã nộp', type: 'oa.query.hide', payload: '#bcd:open:Đã nộp' },
        { title: 'Chưa', type: 'oa.query.hide', payload: '#bcd:=0k3x9z1a:~back' },
      ],
    });
    const [delivery] = channel.receive(zalo.events.deliver(zalo.tap(person, 'Chưa')));
    expect(delivery).toMatchObject({ address, press: '=0k3x9z1a:~back' });
    expect(delivery).not.toHaveProperty('text');
  });

  test('have their buttons in the other shape, where the account takes that one', async () => {
    await open({ buttonShape: 'typed' }, {}, { buttonShape: 'typed' });
    await bench.channel.send(address, say('một', { choices: [choice('a')] }));
    expect(last()).toMatchObject({ text: 'một', buttons: [{ title: 'a' }] });
    expect(calls(cs)).toHaveLength(1);
  });

  test('say whether they cost money, and what is left of what paid for them', async () => {
    const { channel, person, zalo } = bench;
    person.lastInteractionAt = new Date(zalo.clock.now.getTime() - 49 * 3_600_000);
    expect(await channel.send(address, say('a'))).toMatchObject({ billed: true });
    const answer = (data: object) => ({
      status: 200,
      body: JSON.stringify({ error: 0, message: 'Success', data }),
    });
    zalo.account.failNext(
      cs,
      answer({ message_id: 'm', quota: { quota_type: 'sub_quota', remain: '487' } }),
    );
    expect(await channel.send(address, say('a'))).toEqual({
      providerId: 'm',
      billed: false,
      remaining: 487,
    });
    zalo.account.failNext(cs, answer({}));
    expect(await channel.send(address, say('a'))).toEqual({ providerId: 'unknown', billed: true });
  });

  test('are not tried when the window has closed since the person was last heard of', async () => {
    const { channel, zalo } = bench;
    const ago = (days: number) => ({
      lastHeardAt: new Date(zalo.clock.now.getTime() - days * 86_400_000),
    });
    expect((await failure(channel.send(address, say('a'), ago(7.1)))).code).toBe('window_closed');
    expect(zalo.account.requests).toEqual([]);
    await channel.send(address, say('a'), ago(6.9));
    expect(last()?.text).toBe('a');
  });

  test('go out once, with the newer token, after a refresh somewhere else', async () => {
    const asked: string[] = [];
    let current = '';
    await open(
      {},
      {
        tokens: {
          current: async () => current,
          async refreshed(died) {
            asked.push(died);
            return bench.zalo.tokens.current().access;
          },
        },
      },
    );
    current = bench.zalo.tokens.current().access;
    bench.zalo.tokens.rotate();
    await bench.channel.send(address, say('a'));
    expect(asked).toEqual([current]);
    expect(bench.person.shown.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('buttons that Zalo refuses', () => {
  const choices = ['Đã nộp', 'Chưa', 'Quay lại'].map((label) => choice(label));

  test('become words with numbers where the message is no question', async () => {
    await open({ buttonShape: 'none' });
    const phrase = (key: string, params = {}) => [key, ...Object.values(params)].join(' ');
    const parts = fit({ text: 'Đã nhận', choices, free: true }, zaloLike, phrase);
    for (const part of parts) await bench.channel.send(address, part);
    expect(last()?.text).toBe(
      'Đã nhận\n\nchannel.choose_word\nchannel.word_line 1 Đã nộp\nchannel.word_line 2 Chưa\n' +
        'channel.word_line 3 Quay lại',
    );
  });

  test('become numbers, in the same message and in those of the next hour', async () => {
    await open({ buttonShape: 'none' });
    const { channel, zalo } = bench;
    await channel.send(address, say('Nộp chưa?', { choices }));
    expect(last()).toMatchObject({
      text: 'Nộp chưa?\n\n1. Đã nộp\n2. Chưa\n3. Quay lại',
      buttons: [],
    });
    expect(calls(cs)).toHaveLength(2);
    expect(channel.limits(address).buttons).toBe(0);
    await channel.send(address, say('Nữa?', { choices }));
    expect(calls(cs)).toHaveLength(3);
    zalo.clock.now = new Date(zalo.clock.now.getTime() + 3_600_001);
    expect(channel.limits(address)).toEqual(zaloLike);
  });

  test('keep the numbers and codes that they are chosen by', async () => {
    await open({ buttonShape: 'none' });
    const all = Array.from({ length: 7 }, (_, index) => choice(`Mục ${index + 1}`));
    const phrase = (key: string) => key;
    const [message] = fit({ text: 'Chọn', choices: all }, zaloLike, phrase);
    if (message) await bench.channel.send(address, message);
    const lines = last()?.text?.split('\n') ?? [];
    expect(lines.filter((line) => /^\d\. /u.test(line))).toEqual(
      all.map(({ label }, index) => `${index + 1}. ${label}`),
    );
    await bench.channel.send(address, say('x', { choices: [choice('Bộ đội', { code: '1.2' })] }));
    expect(last()?.text).toBe('x\n\n1.2 – Bộ đội');
  });

  test('go on in a second message where the first is full', async () => {
    await open({ buttonShape: 'none' });
    await bench.channel.send(address, say('ệ'.repeat(2_000), { choices }));
    expect(bench.person.shown.map(({ text }) => text)).toEqual([
      'ệ'.repeat(2_000),
      '1. Đã nộp\n2. Chưa\n3. Quay lại',
    ]);
  });

  test('are not blamed when the message is refused without them too, or the person is not there', async () => {
    const { channel, zalo } = bench;
    zalo.account.failNext(cs, { error: -201, message: 'text is invalid!' }, 2);
    const refused = await failure(channel.send(address, say('a', { choices })));
    expect(refused.code).toBe('rejected');
    expect(channel.limits(address).buttons).toBe(5);
    const gone = await failure(channel.send('1', say('a', { choices })));
    expect(gone.code).toBe('unreachable');
    expect(calls(cs)).toHaveLength(3);
  });

  test('are not sent a second time after an answer that was lost', async () => {
    const { channel, zalo, person } = bench;
    zalo.account.failNext(cs, { drop: 'after' });
    const lost = await failure(channel.send(address, say('a', { choices })));
    expect(lost).toMatchObject({ code: 'transient', mayHaveActed: true });
    expect(person.shown).toHaveLength(1);
  });
});
