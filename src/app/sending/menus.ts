import { myPosts } from '../../domain/access.ts';
import type { MyPost } from '../../domain/views.ts';
import type { Channel, MenuCommand } from '../../channels/channel.ts';
import type { Text } from '../../dialog/message.ts';
import type { Desk } from '../turns/desk.ts';
import type { FlowList } from '../turns/flow-list.ts';
import type { Log } from '../log.ts';
import type { Speaker } from '../words.ts';

/** flows/menu.ts, handed over by compose. */
export type MenuWords = (
  posts: readonly MyPost[],
) => readonly { word: string; english: string; text: Text }[];

/** The commands for these posts that some flow answers, in one language. */
export const menuCommands = (
  { words, flows, speaker }: { words: MenuWords; flows: FlowList; speaker: Speaker },
  posts: readonly MyPost[],
  lang: 'vi' | 'en',
): MenuCommand[] =>
  words(posts)
    .filter(({ word }) => word === 'huy' || flows.byCommand(word))
    .map(({ word, english, text }) => ({
      word: lang === 'en' ? english : word,
      description: speaker.say(text, lang),
    }));

export type MenuDeps = {
  words: MenuWords;
  flows: FlowList;
  speaker: Speaker;
  channels: ReadonlyMap<string, Channel>;
  log: Log;
};

const forgetAfter = 10_000;

/**
 * Keeps the list of commands at each chat as its person's posts and language are. Looked at after every turn and
 * sent when it differs from what was sent last: joining, a change of posts and of language need no care of their
 * own. What was sent is remembered in memory only, so each chat costs one call after a restart. Best effort.
 */
export const createMenus = (deps: MenuDeps): ((desk: Desk) => void) => {
  const sent = new Map<string, string>();

  const update = async (channel: Channel, address: string, menu: readonly MenuCommand[]) => {
    const key = `${channel.name}:${address}`;
    const content = JSON.stringify(menu);
    const last = sent.get(key);
    // A stranger who never was a member has the list of all strangers.
    if (last === content || (last === undefined && menu.length === 0)) return;
    if (sent.size > forgetAfter) sent.clear();
    sent.set(key, content);
    try {
      await channel.setMenu?.(menu, { address });
    } catch (error) {
      sent.delete(key);
      deps.log.warn({ err: error, channel: channel.name }, 'menu: not set');
    }
  };

  return (desk) => {
    const channel = deps.channels.get(desk.channel);
    if (!channel?.setMenu) return;
    const { person, account, posts, lang } = desk.asker();
    const menu = person ? menuCommands(deps, myPosts(desk.tree, posts, desk.now), lang) : [];
    void update(channel, account.address, menu);
  };
};
