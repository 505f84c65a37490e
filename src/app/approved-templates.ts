import type { Channel } from '../channels/channel.ts';
import type { WorkTools } from './works/perform.ts';

type Channels = ReadonlyMap<string, Channel>;

/** Whom to ask about approved templates: the channel that has them. */
export const aboutTemplates = (channels: Channels): Pick<WorkTools, 'aboutTemplate'> => {
  const [aboutTemplate] = [...channels.values()].flatMap((one) => one.aboutTemplate ?? []);
  return aboutTemplate ? { aboutTemplate } : {};
};

/** The simulator imitates such a channel: there templates can be entered to see how that goes. */
export const offersTemplates = (channels: Channels): boolean =>
  [...channels.values()].some(({ name, sendTemplate }) => sendTemplate || name === 'web');
