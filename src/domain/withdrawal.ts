/** Somebody demands, through the vendor of a chat, that their data be removed: what goes at once, who must decide. */
import { note } from './audit-actions.ts';
import { addDays, dayOf, formatDay, type Day } from './dates.ts';
import type { UnitId } from './ids.ts';
import type { AuditNote, Notice, NoticeBody } from './notices.ts';
import type { Account, Person, Post } from './organisation.ts';
import type { UnitTree } from './tree.ts';
import type { WorkCalendar } from './work-calendar.ts';

type Withdrawing = {
  person: Person;
  /** Held now. */
  posts: readonly Post[];
  account: Account;
  /** Other chats of theirs, which stay and can be written to. */
  others: readonly Account[];
};

type Ground = { now: Date; tree: UnitTree; calendar: WorkCalendar };

type Asked = Extract<NoticeBody, { name: 'withdrawal_asked' }>;

/** Decree 356/2025/NĐ-CP, Article 5: working days to acknowledge, days to stop and to delete. */
const lawful = { acknowledge: 2, stop: 15, erase: 20 } as const;

const afterWorkingDays = (day: Day, count: number, calendar: WorkCalendar): Day => {
  let reached = day;
  for (let one = 0; one < count; one += 1) reached = calendar.onOrAfter(addDays(reached, 1));
  return reached;
};

const termsOf = ({ now, calendar }: Ground): Asked['terms'] => {
  const today = dayOf(now);
  return {
    asked: formatDay(today),
    acknowledge: formatDay(afterWorkingDays(today, lawful.acknowledge, calendar)),
    stop: formatDay(addDays(today, lawful.stop)),
    erase: formatDay(addDays(today, lawful.erase)),
  };
};

/** The posts by the unit whose people are told of them. */
const bySuperior = (tree: UnitTree, posts: readonly Post[]): ReadonlyMap<UnitId, Post[]> => {
  const found = new Map<UnitId, Post[]>();
  for (const post of posts) {
    const superior = tree.superiorOf(post.unitId);
    if (superior) found.set(superior.id, [...(found.get(superior.id) ?? []), post]);
  }
  return found;
};

const noticesAbove = (ground: Ground, withdrawing: Withdrawing): Notice[] => {
  const { person, posts, account, others } = withdrawing;
  const { tree } = ground;
  const body = (about: readonly Post[]): Asked => ({
    name: 'withdrawal_asked',
    person: person.name,
    posts: about.map(({ role, unitId }) => ({ role, unitName: tree.unit(unitId)?.name ?? '' })),
    channel: account.channel,
    chatsLeft: others.length,
    terms: termsOf(ground),
  });
  const superiors = [...bySuperior(tree, posts)].map(([reviewersAt, about]): Notice => ({
    to: { reviewersAt },
    except: person.id,
    body: body(about),
  }));
  return [{ to: { admins: true }, except: person.id, body: body(posts) }, ...superiors];
};

/** What is noted, and who is told: those who must decide about the rest, and the chats that are left. */
export const withdraw = (
  ground: Ground,
  withdrawing: Withdrawing,
): { audit: readonly AuditNote[]; notices: readonly Notice[] } => {
  const { person, posts, account, others } = withdrawing;
  const { channel } = account;
  const line = { subject: person.id, before: { channel }, after: { chats: others.length } };
  const units = [...new Set(posts.map(({ unitId }) => unitId))];
  const left = others.map(({ id }): Notice => ({
    to: { account: id },
    body: { name: 'withdrawal_done', channel },
  }));
  return {
    audit:
      units.length === 0
        ? [note('privacy.withdrawn', line)]
        : units.map((unitId) => note('privacy.withdrawn', { ...line, unitId })),
    notices: [...noticesAbove(ground, withdrawing), ...left],
  };
};
