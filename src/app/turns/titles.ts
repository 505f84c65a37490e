import { postsAt } from '../../domain/access.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Post } from '../../domain/organisation.ts';
import type { Text } from '../../dialog/message.ts';
import type { Desk } from './desk.ts';
import type { Speaker } from '../words.ts';

/** What is said instead of names, in the reader's language. */
export type TitleWords = (
  post: { role: Post['role']; unit: string } | undefined,
  lang: 'vi' | 'en',
) => string;

/** Channels whose servers are out of reach of our law: nobody's personal data goes there but the reader's own. */
const namelessChannels: ReadonlySet<string> = new Set(['telegram']);

export const isNameless = (channel: string): boolean => namelessChannels.has(channel);

export const titleWords =
  (speaker: Speaker): TitleWords =>
  (post, lang) => {
    if (!post) return speaker.say({ key: 'reach.somebody' }, lang);
    const role: Text = { key: `role.${post.role}` };
    return speaker.say({ key: 'role.at', params: { role, unit: { raw: post.unit } } }, lang);
  };

const titleOf = async (desk: Desk, personId: PersonId): Promise<string> => {
  const { finds, uow, tree, now, titles } = desk;
  const found = await finds.postsOfPerson(personId);
  const posts = uow.overlay('post', found, (post) => post.personId === personId);
  const post = postsAt(posts, now)[0] ?? posts.at(-1);
  const unit = post && tree.unit(post.unitId)?.name;
  return titles?.(post && unit ? { role: post.role, unit } : undefined, desk.asker().lang) ?? '';
};

/** Everybody by their post, the reader by their name. */
export const titlesOf = async (
  desk: Desk,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> => {
  const { person } = desk.asker();
  const titled = new Map<PersonId, string>();
  for (const id of ids) {
    titled.set(id, person?.id === id ? person.name : await titleOf(desk, id));
  }
  return titled;
};
