import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { tryPlanTemplate } from '../../src/documents/try-template.ts';
import { planTemplate } from '../../templates/build/plan-template.ts';
import { wordFile } from './word.ts';

test('the starter template passes its trial', async () => {
  expect(tryPlanTemplate(await planTemplate())).toEqual([]);
});

test('a template that says nothing of the tasks is refused', async () => {
  expect(tryPlanTemplate(await wordFile(['Kế hoạch năm {năm}']))).toEqual([
    { fault: 'no_tasks', tag: '', place: '' },
  ]);
});

test('a tag is found out even where only some plans would meet it', async () => {
  const tasks = '{#tất cả phần việc}{việc}{/tất cả phần việc}';
  const faultsIn = async (line: string) => tryPlanTemplate(await wordFile([tasks, line]));
  expect(await faultsIn('{#dự thảo}{lạ}{/dự thảo}')).toMatchObject([{ tag: 'lạ' }]);
  expect(await faultsIn('{#phó bí thư}{lạ}{/phó bí thư}')).toMatchObject([{ tag: 'lạ' }]);
  expect(await faultsIn('{#nhập thay}{lạ}{/nhập thay}')).toMatchObject([{ tag: 'lạ' }]);
  expect(await faultsIn('{^dự thảo}{lạ}{/dự thảo}')).toMatchObject([{ tag: 'lạ' }]);
});

/** Every name that docs/van-hanh.md offers to those who edit templates. */
test('every documented tag is answered', async () => {
  const page = readFileSync(new URL('../../docs/van-hanh.md', import.meta.url), 'utf8');
  const listed = page.slice(page.indexOf('<!-- thẻ -->'), page.indexOf('<!-- hết thẻ -->'));
  const top = [...listed.matchAll(/^\| `\{([^#^}]+)\}`/gmu)].map(([, name = '']) => name);
  expect(top).toHaveLength(13);
  const tasks = '{#tất cả phần việc}{việc}{/tất cả phần việc}';
  expect(tryPlanTemplate(await wordFile([tasks, ...top.map((name) => `{${name}}`)]))).toEqual([]);
});
