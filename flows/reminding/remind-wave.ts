import { text, type Choice } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { costLines } from './cost-text.ts';
import { momentParams } from './remind-words.ts';

const remindButton: Choice = opens('remind.wave_refresh', { action: 'remind' });

/** The second look before many people are written to. */
export const remindWave: Flow = {
  id: 'remind_wave',
  version: 1,
  intents: ['wave'],
  async run(t) {
    const { subject: unitId = '', rev: year = 0 } = t.start.intent ?? {};
    const { posts } = await t.read('me', { type: 'me' });
    const fitting = posts.filter(
      (post) => post.unitId === unitId && (post.reviews || post.oversees) && !post.admin,
    );
    const view = await t.read('wave', { type: 'remind.wave', unitId, year });
    if (!view || fitting.length === 0)
      return browse(t, { lines: [text('remind.wave_absent')], choices: [helpButton] });
    if (view.people === 0)
      return browse(t, { lines: [text('remind.wave_nobody')], choices: [remindButton] });
    const post = await asPost(t, fitting);
    const sure = await t.ask(
      'sure',
      {
        lines: [
          ...costLines(view.cost),
          text('remind.wave_ask', { count: view.people, ...momentParams(view.at) }),
        ],
        choices: [
          { label: text('remind.wave_yes'), answer: 'yes', tone: 'primary' },
          { label: text('remind.wave_no'), answer: 'no' },
        ],
      },
      oneOf('yes', 'no'),
      { accept: ['choice'], confirm: true },
    );
    if (sure === 'no' || !post)
      return browse(t, { lines: [text('remind.wave_kept')], choices: [remindButton] });
    const outcome = await t.run('start', { type: 'wave.start', as: post.postId, unitId, year });
    if ('refused' in outcome) return refuse(t, outcome.refused, [remindButton]);
    const { people: count, waveId } = outcome.done;
    return browse(t, {
      lines: [text('remind.wave_started', { count })],
      choices: [
        opens('remind.wave_refresh', { action: 'remind', subject: unitId, rev: year }),
        opens('remind.wave_pause', { action: 'wave_pause', subject: waveId }),
      ],
    });
  },
};

const holdBack = (id: string, action: string, paused: boolean): Flow => ({
  id,
  version: 1,
  intents: [action],
  async run(t) {
    const waveId = t.start.intent?.subject ?? '';
    const { posts } = await t.read('me', { type: 'me' });
    const post = await asPost(
      t,
      posts.filter(({ reviews, oversees, admin }) => !admin && (reviews || oversees)),
    );
    if (!post) return browse(t, { lines: [text('remind.no_post')], choices: [helpButton] });
    const outcome = await t.run('pause', { type: 'wave.pause', as: post.postId, waveId, paused });
    if ('refused' in outcome) return refuse(t, outcome.refused, [remindButton]);
    return browse(t, {
      lines: [text(paused ? 'remind.wave_paused' : 'remind.wave_resumed')],
      choices: [
        remindButton,
        paused
          ? opens('remind.wave_resume', { action: 'wave_resume', subject: waveId })
          : opens('remind.wave_pause', { action: 'wave_pause', subject: waveId }),
      ],
    });
  },
});

export const wavePause = holdBack('wave_pause', 'wave_pause', true);
export const waveResume = holdBack('wave_resume', 'wave_resume', false);
