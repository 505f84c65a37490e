/** What Zalo says of a template, for whoever looks after the program. */
import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { opens } from '../talking/buttons.ts';
import { kindText } from './outside-text.ts';

type Body = Extract<NoticeBody, { name: 'template_changed' }>;

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
    choices: [opens('settings.back', { action: 'settings' })],
  };
};
