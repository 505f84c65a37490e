import { text, type Text } from '../src/dialog/message.ts';
import type { MyPost } from '../src/domain/views.ts';

/** One line of the list that a channel shows while somebody types a slash. */
export type MenuLine = { word: string; english: string; text: Text };

type Fits = (posts: readonly MyPost[]) => boolean;

const always: Fits = () => true;
const member: Fits = (posts) => posts.length > 0;
const some =
  (fits: (post: MyPost) => boolean): Fits =>
  (posts) =>
    posts.some(fits);
const registers = some((post) => post.registers);
const reviews = some((post) => post.reviews);
const above = some((post) => post.reviews || post.oversees || post.admin);
const oversees = some((post) => post.oversees || post.admin);
const admin = some((post) => post.admin);

/** Every command with whom it is for, in the order in which they are offered. */
const lines: readonly (MenuLine & { fits: Fits })[] = [
  {
    word: 'start',
    english: 'start',
    text: text('menu.start'),
    fits: (posts) => posts.length === 0,
  },
  { word: 'dangky', english: 'register', text: text('menu.register'), fits: registers },
  { word: 'duyet', english: 'review', text: text('menu.review'), fits: reviews },
  { word: 'tiendo', english: 'progress', text: text('menu.progress'), fits: registers },
  {
    word: 'danhgia',
    english: 'evaluate',
    text: text('menu.evaluate'),
    fits: some((post) => post.registers || post.reviews),
  },
  { word: 'baocao', english: 'report', text: text('menu.report'), fits: member },
  { word: 'nhac', english: 'remind', text: text('menu.remind'), fits: member },
  { word: 'moithamgia', english: 'invite', text: text('menu.invite'), fits: above },
  { word: 'phancong', english: 'assign', text: text('menu.assign'), fits: above },
  { word: 'donvi', english: 'units', text: text('menu.units'), fits: oversees },
  { word: 'bangiao', english: 'handover', text: text('menu.handover'), fits: member },
  { word: 'nhatky', english: 'log', text: text('menu.log'), fits: above },
  { word: 'caidat', english: 'settings', text: text('menu.settings'), fits: admin },
  { word: 'dulieu', english: 'privacy', text: text('menu.privacy'), fits: member },
  { word: 'ngonngu', english: 'language', text: text('menu.language'), fits: always },
  { word: 'trogiup', english: 'help', text: text('menu.help'), fits: always },
  { word: 'huy', english: 'cancel', text: text('menu.cancel'), fits: member },
];

/** What somebody with these posts may type; without posts, what a stranger may. */
export const menuOf = (posts: readonly MyPost[]): readonly MenuLine[] =>
  lines.filter(({ fits }) => fits(posts));
