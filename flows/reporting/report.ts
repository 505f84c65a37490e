import { text, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { provinceReport, superiorReport, unitReport } from './report-intents.ts';
import { receivedReports, reportUp, type ReportSubject } from './report-up-intents.ts';

/** Something this person may look at. */
type View = { unitId: UnitId; label: Text; at: (year: number) => Intent };

const viewsOf = ({ unitId, unitName: unit, oversees, reviews, registers }: MyPost): View[] => [
  ...(oversees
    ? [
        {
          unitId,
          label: text('report.view_province', { unit }),
          at: (year: number) => provinceReport(unitId, year),
        },
      ]
    : []),
  ...(reviews
    ? [
        {
          unitId,
          label: text('report.view_superior', { unit }),
          at: (year: number) => superiorReport(unitId, year),
        },
      ]
    : []),
  ...(registers
    ? [
        {
          unitId,
          label: text('report.view_unit', { unit }),
          at: (year: number) => unitReport(unitId, year),
        },
      ]
    : []),
];

const askView = async (
  t: Turn,
  views: readonly View[],
  question = text('report.which'),
): Promise<View | undefined> => {
  if (views.length < 2) return views[0];
  const chosen = await t.ask(
    'view',
    {
      lines: [question],
      choices: views.map(({ label }, index) => ({ label, answer: String(index) })),
    },
    oneOf(...views.map((_, index) => String(index))),
    { accept: ['choice'], menu: true },
  );
  return views[Number(chosen)];
};

/** Two posts at one unit see the same. */
const distinct = (views: readonly View[]): View[] =>
  views.filter((view, index) => views.findIndex((one) => sameView(one, view)) === index);

const sameView = (a: View, b: View): boolean => JSON.stringify(a.at(0)) === JSON.stringify(b.at(0));

/** The year that was typed, if there is anything about it; the reader is told when there is not. */
const yearFor = async (t: Turn, { unitId }: View): Promise<number> => {
  const { years, current } = await t.read('years', { type: 'report.years', unitId });
  const wanted = Number(/(?<!\d)\d{4}(?!\d)/u.exec(t.start.words ?? '')?.[0] ?? current);
  if (years.includes(wanted) || wanted === current) return wanted;
  await t.say('no_year', { lines: [text('report.no_year', { wanted, year: current })] });
  return current;
};

const upFor =
  (intent: (at: ReportSubject) => Intent, unitId: UnitId) =>
  (year: number): Intent =>
    intent({ unitId, year });

const askWish = (t: Turn): Promise<'view' | 'up'> =>
  t.ask(
    'wish',
    {
      lines: [text('report.menu')],
      choices: [
        { label: text('report.menu_view'), answer: 'view', tone: 'primary' },
        { label: text('report.menu_up'), answer: 'up' },
      ],
    },
    oneOf('view', 'up'),
    { accept: ['choice'], menu: true },
  );

/** A superior reports up; whoever oversees looks at what has come; a unit has its own way. */
const reportUpOf = async (t: Turn, posts: readonly MyPost[]): Promise<Intent | undefined> => {
  const views = distinct(
    posts.flatMap(({ unitId, unitName: unit, oversees, reviews }): View[] => [
      ...(reviews
        ? [{ unitId, label: text('report_up.view_make', { unit }), at: upFor(reportUp, unitId) }]
        : []),
      ...(oversees
        ? [
            {
              unitId,
              label: text('report_up.view_received', { unit }),
              at: upFor(receivedReports, unitId),
            },
          ]
        : []),
    ]),
  );
  if (views.length === 0) {
    const choices = [opens('report.menu_view', { action: 'report', subject: 'view' })];
    return browse(t, { lines: [text('report_up.not_for_unit')], choices });
  }
  const view = await askView(t, views, text('report_up.which'));
  return view?.at(await yearFor(t, view));
};

/** /baocao: what to see, or how to report up. A button that only wants to see goes straight there. */
export const report: Flow = {
  id: 'report',
  version: 1,
  commands: ['baocao', 'report'],
  intents: ['report'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const views = distinct(posts.flatMap(viewsOf));
    if (views.length === 0) {
      await t.say('none', { lines: [text('report.no_post')], choices: [helpButton] });
      return undefined;
    }
    const straight = t.start.intent?.subject === 'view' || t.start.words !== undefined;
    if (!straight && (await askWish(t)) === 'up') {
      return reportUpOf(t, posts);
    }
    const view = await askView(t, views);
    return view?.at(await yearFor(t, view));
  },
};
