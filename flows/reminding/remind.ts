import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type {
  MyReminders,
  NextReminder,
  WaveProgress,
  WaveView,
} from '../../src/domain/reminders.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { costLines } from './cost-text.ts';
import { planLines, reportLines, sectionButton, snoozeButtons } from './remind-text.ts';
import { momentParams } from './remind-words.ts';
import { moment } from '../talking/words.ts';

const nextLine = ({ next }: NextReminder): Text =>
  next ? text('remind.mine_next', { day: next }) : text('remind.mine_no_next');

const openLines = (one: NextReminder): Text[] => [
  ...(one.section.about === 'plan' ? planLines(one.section) : reportLines(one.section)),
  nextLine(one),
];

const mineMessage = ({ open, done, snoozedUntil, snooze }: MyReminders): Message => {
  const blocks = open.map(openLines);
  const only = open.length === 1;
  return {
    lines: [
      ...blocks.flatMap((lines, index) => [...(index > 0 ? [blank] : []), ...lines]),
      ...done.map(({ unitName: unit, year }) => text('remind.mine_done', { unit, year })),
      ...(open.length + done.length === 0 ? [text('remind.mine_none')] : []),
      ...(snoozedUntil ? [text('remind.mine_snoozed', momentParams(snoozedUntil))] : []),
    ],
    choices: [
      ...open.map(({ section }) => sectionButton(section, only)),
      ...snoozeButtons(open.length > 0 ? snooze : []),
      ...(open.length === 0 ? [helpButton] : []),
    ],
  };
};

const counted = (key: string, count: number): Text[] => (count > 0 ? [text(key, { count })] : []);

const lastLines = (last: WaveProgress | undefined): Text[] => {
  if (!last) return [];
  const { people, sent, waiting, failed, dropped, parked, paused } = last;
  return [
    blank,
    text('remind.wave_last', { at: moment(last.at), people, sent, waiting, failed, dropped }),
    ...counted('remind.wave_parked', parked),
    ...(paused && waiting > 0 ? [text('remind.wave_is_paused')] : []),
  ];
};

const peopleLine = ({ people, at }: WaveView): Text =>
  people > 0
    ? text('remind.wave_people', { count: people, ...momentParams(at) })
    : text('remind.wave_nobody');

const waveLines = (view: WaveView): Text[] => {
  const { unitName: unit, year, deadline, units } = view;
  return [
    text('remind.wave_title', { year, unit }),
    text('remind.wave_deadline', { due: deadline.dueBefore, last: deadline.lastDay }),
    text('remind.wave_units', units),
    peopleLine(view),
    ...costLines(view.cost),
    ...counted('remind.wave_unreachable', view.unreachable),
    ...counted('remind.wave_already', view.remindedAlready),
    ...counted('remind.wave_unjoined', view.unjoined),
    ...lastLines(view.last),
  ];
};

/** A wave that is over has nothing to hold back. */
const lastButtons = ({ unitId, year, last }: WaveView): Choice[] => {
  if (!last || last.waiting === 0) return [];
  const { waveId, paused } = last;
  return [
    paused
      ? opens('remind.wave_resume', { action: 'wave_resume', subject: waveId })
      : opens('remind.wave_pause', { action: 'wave_pause', subject: waveId }),
    opens('remind.wave_refresh', { action: 'remind', subject: unitId, rev: year }),
  ];
};

const waveMessage = (view: WaveView): Message => ({
  lines: waveLines(view),
  choices: [
    ...(view.people > 0
      ? [
          opens(
            'remind.wave_confirm',
            { action: 'wave', subject: view.unitId, rev: view.year },
            { tone: 'primary', params: { count: view.people } },
          ),
        ]
      : []),
    ...lastButtons(view),
    ...(view.unjoined > 0 ? [opens('remind.invite', { action: 'invite' })] : []),
    opens('nav.report', { action: 'report', subject: 'view' }),
  ],
});

const reminding = (posts: readonly MyPost[]): readonly MyPost[] =>
  posts
    .filter(({ reviews, oversees, admin }) => !admin && (reviews || oversees))
    .filter((post, index, all) => all.findIndex(({ unitId }) => unitId === post.unitId) === index);

const mine = 'mine';

/** The unit whose people are to be reminded, or the reader's own reminders. */
const askView = async (t: Turn, posts: readonly MyPost[]): Promise<string> => {
  const units = reminding(posts);
  const named = units.find(({ unitId }) => unitId === t.start.intent?.subject);
  if (named) return named.unitId;
  if (units.length === 0) return mine;
  const choices: Choice[] = [
    ...units.map(({ unitId, unitName: unit }) => ({
      label: text('remind.view_wave', { unit }),
      answer: unitId,
    })),
    { label: text('remind.view_mine'), answer: mine },
  ];
  const answers = [...units.map(({ unitId }) => unitId), mine];
  return t.ask('view', { lines: [text('remind.which')], choices }, oneOf(...answers), {
    accept: ['choice'],
    menu: true,
  });
};

/** "/nhac": what one is reminded of oneself; above units also who of them would be reminded now. */
export const remind: Flow = {
  id: 'remind',
  version: 1,
  commands: ['nhac', 'remind'],
  intents: ['remind'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    if (posts.length === 0) {
      return browse(t, { lines: [text('remind.no_post')], choices: [helpButton] });
    }
    const view = await askView(t, posts);
    if (view === mine) return browse(t, mineMessage(await t.read('mine', { type: 'remind.mine' })));
    const year = t.start.intent?.rev;
    const wave = await t.read('wave', {
      type: 'remind.wave',
      unitId: view,
      ...(year === undefined ? {} : { year }),
    });
    if (!wave) return browse(t, { lines: [text('remind.wave_absent')], choices: [helpButton] });
    return browse(t, waveMessage(wave));
  },
};
