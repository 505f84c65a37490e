import { el } from './dom.js';
import { commands } from './words.js';

/** The commands that begin as typed, above the typing area; arrows choose, Enter sends, Tab completes. */
export const createSuggestions = (input, send) => {
  const id = `${input.id}-commands`;
  const box = el('ul', {
    class: 'suggestions',
    id,
    role: 'listbox',
    'aria-label': 'Lệnh',
    hidden: true,
  });
  let found = [];
  let active = -1;
  input.setAttribute('aria-controls', id);
  input.setAttribute('aria-autocomplete', 'list');

  const mark = (index) => {
    active = index;
    [...box.children].forEach((item, i) =>
      item.setAttribute('aria-selected', String(i === active)),
    );
    box.children[active]?.scrollIntoView({ block: 'nearest' });
    const item = box.children[active];
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    box.hidden = true;
    mark(-1);
  };
  const pick = (index) => {
    close();
    send(found[index][0]);
  };
  const show = (some) => {
    found = some;
    box.hidden = found.length === 0;
    box.replaceChildren(
      ...found.map(([word, meaning], index) =>
        el(
          'li',
          {
            id: `${id}-${index}`,
            role: 'option',
            onmousedown: (event) => event.preventDefault(),
            onclick: () => pick(index),
          },
          el('b', {}, word),
          el('span', {}, meaning),
        ),
      ),
    );
    mark(-1);
  };
  const step = (by) =>
    mark((active + by + found.length + (active < 0 && by < 0 ? 1 : 0)) % found.length);
  const complete = () => {
    input.value = `${found[Math.max(active, 0)][0]} `;
    close();
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Tab: complete,
    Escape: close,
  };

  return {
    box,
    close,
    showAll: () => show(box.hidden ? commands : []),
    update: () =>
      show(
        /^\/\S*$/.test(input.value)
          ? commands.filter(([word]) => word.startsWith(input.value))
          : [],
      ),
    /** True when the key was for the list. */
    key(event) {
      if (box.hidden) return false;
      if (event.key === 'Enter' && active >= 0) pick(active);
      else if (keys[event.key]) keys[event.key]();
      else return false;
      return true;
    },
  };
};
