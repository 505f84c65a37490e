import { el, icon } from './dom.js';
import { groups, likes, otherGroup, strangerRole } from './words.js';

const addValue = '+';

const groupOf = ({ id }) => groups.find(([start]) => id.startsWith(start))?.[1] ?? otherGroup;
export const aboutOf = ({ role, unit }) => [role, unit].filter(Boolean).join(' · ') || strangerRole;
const initialsOf = ({ name }) =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => word[0])
    .join('')
    .toUpperCase();

const grouped = (personas) => {
  const names = [...groups.map(([, name]) => name), otherGroup];
  return names
    .map((name) => [name, personas.filter((one) => groupOf(one) === name)])
    .filter(([, some]) => some.length > 0);
};

const option = (persona) =>
  el(
    'option',
    { value: persona.id },
    `${persona.name} · ${aboutOf(persona)} (${likes[persona.like].badge})`,
  );

/** Who holds this phone: a card to look at, over it the browser's own list to choose from. */
export const createPicker = (label, { choose, addStranger }) => {
  const face = el('span', { class: 'face', 'aria-hidden': 'true' });
  const name = el('b');
  const about = el('small');
  const badge = el('span', { class: 'badge' });
  const select = el('select', { 'aria-label': label });
  let current;

  select.addEventListener('change', () => {
    const isAdd = select.value === addValue;
    const id = select.value;
    select.value = current;
    if (isAdd) addStranger();
    else choose(id);
  });

  return {
    node: el(
      'div',
      { class: 'picker' },
      face,
      el('span', { class: 'picker-words' }, name, about),
      badge,
      icon('open'),
      select,
    ),
    offer(personas) {
      select.replaceChildren(
        ...grouped(personas).map(([title, some]) =>
          el('optgroup', { label: title }, some.map(option)),
        ),
        el('option', { value: addValue }, '+ Thêm người lạ…'),
      );
      if (current) select.value = current;
    },
    show(persona) {
      current = persona.id;
      select.value = persona.id;
      face.textContent = initialsOf(persona);
      name.textContent = persona.name;
      about.textContent = aboutOf(persona);
      select.title = `${persona.name} · ${aboutOf(persona)}`;
      badge.textContent = likes[persona.like].badge;
      badge.className = `badge ${persona.like}`;
    },
  };
};
