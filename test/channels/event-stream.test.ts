import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createBench, type Bench } from './simulator-bench.ts';

let bench: Bench;
afterEach(() => bench.app.close());

const url = '/sim/api/personas/bithu-1/events';
const listen = async (headers: Record<string, string> = {}, query = '') => {
  const answer = await bench.app.inject({
    url: url + query,
    headers: { host: 'localhost', ...headers },
    payloadAsStream: true,
  });
  return { answer, stream: answer.stream() };
};

/** Reads on until `enough` frames have come, leaving the stream open. */
const frames = (stream: Readable, enough: number): Promise<string[]> =>
  new Promise((resolve) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const whole = text.split('\n\n').slice(0, -1);
      const complete = whole.filter((one) => !one.startsWith(':'));
      if (complete.length < enough) return;
      stream.off('data', read).pause();
      resolve(complete);
    };
    stream.on('data', read).resume();
  });
const dataOf = (frame: string) =>
  JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '{}') as Record<string, unknown>;
const say = (text: string) => bench.channel.send('bithu-1', { text, choices: [] });

describe('the event stream of a phone', () => {
  it('begins with what is there and goes on with what comes', async () => {
    bench = await createBench();
    await say('một');
    const { answer, stream } = await listen();
    expect(answer.headers['content-type']).toMatch(/^text\/event-stream/);
    const first = await frames(stream, 1);
    const next = frames(stream, 1);
    await say('hai');
    const all = [...first, ...(await next)];
    expect(all.map((one) => dataOf(one)['text'])).toEqual(['một', 'hai']);
    expect(all.map((one) => /^id: (\d+)$/m.exec(one)?.[1])).toEqual(['1', '2']);
  });

  it.each([
    [{}, '?after=1'],
    [{ 'last-event-id': '1' }, ''],
  ])('goes on where the page stopped (%j %s)', async (headers, query) => {
    bench = await createBench();
    await say('một');
    await say('hai');
    const { stream } = await listen(headers, query);
    expect((await frames(stream, 1)).map((one) => dataOf(one)['text'])).toEqual(['hai']);
  });

  it('tells of a reset', async () => {
    bench = await createBench();
    const { stream } = await listen();
    const two = frames(stream, 2);
    await say('một');
    await bench.app.inject({
      method: 'POST',
      url: '/sim/api/reset',
      headers: { host: 'localhost' },
    });
    const [, reset = ''] = await two;
    expect(reset).toContain('event: reset');
  });

  it('finds at the next sign of life what nobody told it', async () => {
    bench = await createBench(20);
    const { stream } = await listen();
    const one = frames(stream, 1);
    await bench.threads.append('bithu-1', {
      at: '2026-09-14T01:00:00Z',
      from: 'bot',
      text: 'lạ',
      choices: [],
    });
    expect((await one).map((frame) => dataOf(frame)['text'])).toEqual(['lạ']);
  });

  it('is refused to a stranger host like any other route', async () => {
    bench = await createBench();
    const answer = await bench.app.inject({ url, headers: { host: 'evil.example' } });
    expect(answer.statusCode).toBe(403);
  });

  it('ends when the server closes, so that closing never waits for a page', async () => {
    bench = await createBench();
    const { stream } = await listen();
    const ended = new Promise((resolve) => stream.once('end', resolve).resume());
    await bench.app.close();
    await ended;
    expect(stream.readableEnded).toBe(true);
  });
});
