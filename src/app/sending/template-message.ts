import type { Template } from '../../channels/channel.ts';
import { oneLine, shorten } from '../../domain/text.ts';
import type { OutboxRow } from '../../store/contract.ts';
import type { Speaker } from '../words.ts';
import type { ByTemplate } from './next-step.ts';

/** Zalo's forms are approved in Vietnamese: so are the values in them. */
const lang = 'vi';

/** The parameters of the office's template, each within its length. */
export const templateOf = (
  { speaker }: { speaker: Speaker },
  row: Pick<OutboxRow, 'id'>,
  { template, words, phone }: Pick<ByTemplate, 'template' | 'words' | 'phone'>,
): Template => {
  const data = template.params.map(({ name, field, maxLength }) => {
    const value = oneLine(speaker.say(words.values[field], lang));
    return [name, shorten(value, maxLength)] as const;
  });
  return {
    templateId: template.templateId,
    data: Object.fromEntries(data),
    ...(phone === undefined ? {} : { byPhone: { phone, key: row.id } }),
  };
};
