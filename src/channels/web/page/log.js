import { bubbleOf, waitingBubble } from './bubble.js';
import { dayOf } from './dates.js';
import { el, icon } from './dom.js';
import { createReadingPlace } from './reading-place.js';

const showWaitAfter = 300;

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Puts `fresh` where `old` was; whoever stood on a button stands on its successor. */
const replaceNode = (old, fresh) => {
  const index = [...old.querySelectorAll('.choice')].indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (index < 0) return;
  const buttons = fresh.querySelectorAll('.choice');
  buttons[Math.min(index, buttons.length - 1)]?.focus({ preventScroll: true });
};

const frame = (list) => ({
  view: el(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-label': 'Cuộc trò chuyện',
      tabindex: '0',
    },
    list,
  ),
  pill: el('button', { type: 'button', class: 'to-end', hidden: true }, icon('down'), el('span')),
});

const nothingYet = (start) =>
  el(
    'div',
    { class: 'nothing' },
    el('p', {}, 'Chưa có tin nhắn nào.'),
    el('button', { type: 'button', class: 'quiet', onclick: start }, 'Bắt đầu (/start)'),
  );

/** "đang trả lời…" at the end, for answers that take a while; `clear` forgets who was waiting. */
const createWaiting = (list, changed) => {
  const node = waitingBubble();
  let count = 0;
  let round = 0;
  const draw = () => {
    if (count > 0) list.append(node);
    else node.remove();
    changed();
  };
  return {
    stayLast: () => count > 0 && list.append(node),
    clear() {
      round += 1;
      count = 0;
    },
    /** Returns the way to say that the answer is there. */
    expect() {
      const mine = round;
      let added = 0;
      const add = (by) => {
        if (mine !== round) return;
        added += by;
        count += by;
        draw();
      };
      const timer = setTimeout(() => add(1), showWaitAfter);
      return () => {
        clearTimeout(timer);
        if (added > 0) add(-1);
      };
    },
  };
};

/** The talk on one phone. `message.n` is its identity: shown again, it replaces what was there. */
export const createLog = ({ press, start }) => {
  const list = el('div', { class: 'list' });
  const { view, pill } = frame(list);
  const place = createReadingPlace(view, pill);
  const waiting = createWaiting(list, place.stay);
  const nothing = nothingYet(start);
  const shown = new Map();
  let last;
  let like = 'web';

  const append = (message, node) => {
    nothing.remove();
    if (!last || dayOf(last.at) !== dayOf(message.at)) {
      list.append(el('div', { class: 'day' }, el('span', {}, dayOf(message.at))));
    }
    node.classList.toggle('turn', last?.from !== message.from);
    list.append(node);
    waiting.stayLast();
    last = message;
  };

  /** For the rare message that comes after a later one. */
  const sort = () => {
    list.replaceChildren();
    last = undefined;
    const all = [...shown.values()].sort((a, b) => a.message.n - b.message.n);
    for (const { message, node } of all) append(message, node);
  };

  const swap = (known, message) => {
    const node = bubbleOf(message, like, press);
    node.classList.toggle('turn', known.node.classList.contains('turn'));
    node.classList.toggle('changed', message.editedAt !== known.message.editedAt);
    shown.set(message.n, { node, message });
    replaceNode(known.node, node);
    place.stay();
  };

  const insert = (message, isNew) => {
    const node = bubbleOf(message, like, press);
    shown.set(message.n, { node, message });
    if (last && message.n < last.n) sort();
    else append(message, node);
    if (!isNew) return;
    node.classList.add('new');
    if (message.from === 'bot') place.arrived(node);
    else place.toEnd();
  };

  const put = (message, isNew) => {
    const known = shown.get(message.n);
    if (!known) insert(message, isNew);
    else if (!isSame(known.message, message)) swap(known, message);
  };

  return {
    nodes: [view, pill],
    clear(nextLike) {
      like = nextLike;
      last = undefined;
      shown.clear();
      waiting.clear();
      list.replaceChildren();
      place.toEnd();
    },
    /** All that is there, read in one go. */
    fill(messages) {
      const isFirst = shown.size === 0;
      view.setAttribute('aria-busy', String(isFirst));
      for (const message of messages) put(message, !isFirst);
      view.setAttribute('aria-busy', 'false');
      if (shown.size === 0) list.append(nothing);
      if (isFirst) place.toEnd();
    },
    add: (message) => put(message, true),
    expect: waiting.expect,
    toEnd: place.toEnd,
  };
};
