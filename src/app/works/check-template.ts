import { SendError } from '../../channels/channel.ts';
import { maySetOutside } from '../../domain/access.ts';
import type { TemplateCheck } from '../../domain/outside-templates.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import { postOfAsker } from '../commands/decide-with.ts';
import type { Desk } from '../turns/desk.ts';
import type { WorkTools } from './perform.ts';

/** What is known of a template: by its vendor, or by nobody. */
export const checkTemplate = async (
  { aboutTemplate }: Pick<WorkTools, 'aboutTemplate'>,
  templateId: string,
): Promise<TemplateCheck> => {
  if (!aboutTemplate) return { unchecked: true };
  try {
    const about = await aboutTemplate(templateId);
    return about ? { about } : { unknown: true };
  } catch (error) {
    if (error instanceof SendError) return { failed: true };
    throw error;
  }
};

export const checkTemplateFor = async (
  desk: Desk,
  { as, templateId }: WorkOf<'outside.check'>,
  tools: WorkTools,
): Promise<ResultOf<'outside.check'>> => {
  const post = postOfAsker(desk, as);
  return post && maySetOutside(post) ? checkTemplate(tools, templateId) : null;
};
