import { describe, expect, test } from '@jest/globals';
import { createPhone, type Like } from '../play.ts';
import { stage } from './stage.ts';
import { provinceWorld, superiorWorld } from './report-world.ts';

const worlds = { superior: superiorWorld, province: provinceWorld };

/** Every page of a report about twelve units with long names. */
const pages = [
  ['superior', 'report_superior:u-phuong/0:2027'],
  ['superior', 'report_superior:u-phuong/1:2027'],
  ['superior', 'report_superior:u-phuong/2:2027'],
  ['province', 'report_province:u-tinh/0:2027'],
  ['province', 'report_province:u-tinh/1:2027'],
  ['province', 'report_province:u-tinh/c0:2027'],
  ['superior', 'report_unit:u1:2027'],
  ['superior', 'report_head:u1/1/0:2027'],
] as const;

const longest = 1_900;

const screens = async (world: keyof typeof worlds, line: string, like: Like, lang: 'vi' | 'en') => {
  const phone = createPhone({
    flows: stage.flows,
    entries: stage.entries,
    world: worlds[world](),
    like,
    lang,
  });
  const out = await phone.send(`{${line}}`);
  return out
    .join('\n')
    .split(/^< .*$/mu)
    .slice(1)
    .map((screen) =>
      screen
        .split('\n')
        .filter((row) => !row.startsWith('  ['))
        .join('\n'),
    );
};

describe.each(['vi', 'en'] as const)('reports in %s fit a phone', (lang) => {
  test.each(pages)('%s %s is one message', async (world, line) => {
    const found = await screens(world, line, 'zalo', lang);
    expect(found).toHaveLength(1);
    expect(found[0]?.length).toBeGreaterThan(100);
    expect(found[0]?.length).toBeLessThanOrEqual(longest);
  });
});
