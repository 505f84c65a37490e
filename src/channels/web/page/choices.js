import { el } from './dom.js';

const perRow = 5;

/** Telegram's rows: narrow neighbours share one, everything else has its own. */
const rowsOf = (choices) => {
  const rows = [];
  for (const choice of choices) {
    const last = rows.at(-1);
    const joins = choice.narrow && last?.[0].narrow && last.length < perRow;
    if (joins) last.push(choice);
    else rows.push([choice]);
  }
  return rows;
};

const button = (choice, onPress) => {
  const press = async () => {
    if (node.getAttribute('aria-busy')) return;
    node.setAttribute('aria-busy', 'true');
    await onPress(choice);
    node.removeAttribute('aria-busy');
  };
  const node = el(
    'button',
    { type: 'button', class: `choice ${choice.tone}`, onclick: press },
    choice.label,
  );
  return node;
};

/** The buttons beneath a message, laid out as the imitated channel does. */
export const choicesOf = (choices, like, onPress) => {
  if (choices.length === 0) return undefined;
  const rows = like === 'telegram' ? rowsOf(choices) : [choices];
  return el(
    'div',
    { class: 'choices', role: 'group', 'aria-label': 'Lựa chọn' },
    rows.map((row) =>
      el(
        'div',
        { class: 'choice-row' },
        row.map((choice) => button(choice, onPress)),
      ),
    ),
  );
};
