import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from '@jest/globals';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { createFake, type Fake } from './fake-simulator.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);
if (!isThere) process.stderr.write('not shown: no chromium\n');

/** Like `describe`, for tests that need a browser. */
export const describeInBrowser = isThere ? describe : describe.skip;

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Stage = {
  fake: Fake;
  url: string;
  /** Opens the page and waits until both phones are there. */
  open: (hash?: string, width?: number, height?: number) => Promise<Page>;
  /** What the browser complained about; a test that expects complaints takes them out. */
  complaints: string[];
};

/** A fresh simulator and fresh pages for each test; fails a test whose page complained or looked elsewhere. */
export const useStage = (): Stage => {
  let browser: Browser;
  const stage: Stage = {
    complaints: [],
    async open(hash = '', width = 1280, height = 800) {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
      await page.addInitScript({ path: 'test/web/probes.js' });
      page.on('pageerror', ({ message }) => stage.complaints.push(message));
      page.on('console', (line) => line.type() === 'error' && stage.complaints.push(line.text()));
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(stage.url)) {
          stage.complaints.push(`asked elsewhere: ${request.url()}`);
        }
      });
      await page.goto(`${stage.url}/${hash}`);
      await page.locator('#right .picker b:not(:empty)').waitFor({ state: 'attached' });
      return page;
    },
  } as unknown as Stage; // `fake` and `url` come before each test
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    stage.complaints.length = 0;
    stage.fake = await createFake();
    stage.url = await stage.fake.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await stage.fake.app.close();
    expect(stage.complaints).toEqual([]);
  });
  return stage;
};

export type Side = 'left' | 'right';

export const input = (page: Page, side: Side) => page.locator(`#say-${side}`);
export const bubbles = (page: Page, side: Side, from = '') =>
  page.locator(`#${side} .bubble[data-n]${from}`);
export const choices = (page: Page, side: Side) => page.locator(`#${side} .choice`);

/** Types as a person does and waits until `answers` more bubbles of the bot are there. */
export const say = async (page: Page, side: Side, words: string, answers = 1): Promise<void> => {
  const before = await bubbles(page, side, '.bot').count();
  await input(page, side).fill(words);
  await input(page, side).press('Enter');
  if (answers > 0)
    await bubbles(page, side, '.bot')
      .nth(before + answers - 1)
      .waitFor();
};

export const lastText = async (page: Page, side: Side, from = ''): Promise<string> =>
  (await bubbles(page, side, from).last().locator('.words').textContent()) ?? '';

/** Asks the page itself; see probes.js. */
export const ask = <T>(page: Page, question: string): Promise<T> =>
  page.evaluate<T>(`probes.${question}`);

export const boxOf = async (found: Locator) => {
  const box = await found.boundingBox();
  if (!box) throw new Error('not on the screen');
  return box;
};
