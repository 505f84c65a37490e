/** What Zalo says of a template, for whoever looks after the program. */
import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { opens } from '../talking/buttons.ts';
import { formatDong } from '../../src/domain/money.ts';
import { kindText } from './outside-text.ts';

type BodyOf<Name extends NoticeBody['name']> = Extract<NoticeBody, { name: Name }>;
type Body = BodyOf<'template_changed'>;

const settingsButton = opens('settings.back', { action: 'settings' });

const said: Readonly<Record<Body['what'], string>> = {
  accepted: 'zbs.told.accepted',
  refused: 'zbs.told.refused',
  quality: 'zbs.told.quality',
  quota: 'zbs.told.quota',
  allowance: 'zbs.told.allowance',
};

const kindLines = ({ kinds, what }: Body): Text[] => {
  if (what === 'allowance') return [];
  if (kinds.length === 0) return [text('zbs.told.unused')];
  const used = kinds.map(kindText);
  return [text('zbs.told.kinds', { kinds: used })];
};

export const templateChanged = (body: Body): Message => {
  const { what, templateId: id = '', from = '', to = '', reason } = body;
  return {
    lines: [
      text(said[what], { id, from, to }),
      ...kindLines(body),
      ...(reason ? [text('zbs.reason', { reason: raw(reason) })] : []),
      ...(what === 'refused' && body.kinds.length > 0 ? [text('zbs.told.refused_hint')] : []),
    ],
    choices: [settingsButton],
  };
};

/** Never said in a chat: it goes by the template alone, and this is how a list of messages shows it. */
export const templateTrial = ({ trial }: BodyOf<'template_trial'>): Message => {
  const { kind, templateId: id } = trial.template;
  return { lines: [text('zbs.tried.itself', { id, kind: kindText(kind) })] };
};

const outcomes: Readonly<Record<BodyOf<'template_tried'>['outcome'], string>> = {
  sent: 'zbs.tried.sent',
  refused: 'zbs.tried.refused',
  unclear: 'zbs.tried.unclear',
};

export const templateTried = (body: BodyOf<'template_tried'>): Message => {
  const { kind, templateId: id, outcome, price, reason } = body;
  const about = { id, kind: kindText(kind) };
  if (outcome === 'sent' && price !== undefined) {
    const lines = [text('zbs.tried.sent_for', { ...about, price: formatDong(price) })];
    return { lines, choices: [settingsButton] };
  }
  const why = reason ? [text('zbs.reason', { reason: raw(reason) })] : [];
  return { lines: [text(outcomes[outcome], about), ...why], choices: [settingsButton] };
};
