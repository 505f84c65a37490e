import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Flow } from '../../src/dialog/turn.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { Query } from '../../src/domain/queries.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';

/** Reads what the words ask for, as JSON, and says what came. */
const reading: Flow = {
  id: 'reading',
  version: 1,
  commands: ['doc'],
  async run(t) {
    const query = JSON.parse(t.start.words ?? '') as Query; // the test's own words
    const found: unknown = await t.read('found', query);
    await t.say('found', { lines: [{ raw: JSON.stringify(found) }] });
    return undefined;
  },
};

/** Does what the words ask for. */
const doing: Flow = {
  id: 'doing',
  version: 1,
  commands: ['lam'],
  async run(t) {
    const outcome = await t.run('done', JSON.parse(t.start.words ?? '') as Command); // the test's own words
    await t.say('done', { lines: [{ raw: Object.keys(outcome).join() }] });
    return undefined;
  },
};

describe('what a person may see', () => {
  let test_: TestStore;
  let house: House;
  const see = async <T>(persona: string, query: Query): Promise<T> => {
    const [bubble] = await house.send(persona, { text: `/doc ${JSON.stringify(query)}` });
    return JSON.parse(bubble?.text ?? '') as T; // what the query is known to answer
  };

  beforeEach(async () => {
    test_ = await openTestStore();
    house = await openHouse(test_.store, { flows: [reading, doing] });
  });
  afterEach(async () => {
    await house.stop();
    await test_.close();
  });

  test('the sheet of a plan is for the people of its superior only', async () => {
    const plan = await test_.store.finds.registrationOf('bchqs', 2027);
    const sheetAs = (persona: string, as: string) =>
      see<{ unitId: string } | null>(persona, {
        type: 'review.sheet',
        as,
        registrationId: plan?.id ?? '',
      });
    expect(await sheetAs('canbo-1', 'canbo-1.saomai')).toMatchObject({ unitId: 'bchqs' });
    expect(await sheetAs('bithu-3', 'bithu-3.bchqs')).toBeNull();
    expect(await sheetAs('tinh-1', 'tinh-1.tinh')).toBeNull();
  });

  test('the log names the post of every act, and its unit where that is another', async () => {
    const claim = { type: 'review.claim', as: 'canbo-1.saomai', registrationId: '' } as const;
    const save = {
      type: 'task.save',
      as: 'bithu-1.thpt',
      year: 2027,
      item: '1.1',
      fields: { content: 'Mở lớp', target: '02 lớp', due: 'Quý I', owner: 'Bí thư' },
    } as const;
    const plan = await test_.store.finds.registrationOf('yte', 2027);
    await house.send('bithu-1', { text: `/lam ${JSON.stringify(save)}` });
    await house.send('canbo-1', {
      text: `/lam ${JSON.stringify({ ...claim, registrationId: plan?.id })}`,
    });
    const { lines } = await see<{ lines: { as: string; asUnit?: string; action: string }[] }>(
      'canbo-1',
      { type: 'audit.recent', as: 'canbo-1.saomai', page: 0 },
    );
    expect(lines).toMatchObject([
      { as: 'secretary', asUnit: 'Đoàn phường Sao Mai (Mẫu)', action: 'review.claimed' },
      { as: 'secretary', action: 'task.added' },
    ]);
    expect(lines[1]).not.toHaveProperty('asUnit');
  });
});
