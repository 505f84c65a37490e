import { dateOf, timeOf } from './dates.js';
import { el, iconButton } from './dom.js';
import { tellError } from './toast.js';
import { states } from './words.js';

const tabs = [
  ['outbox', 'Hộp gửi'],
  ['audit', 'Vết thao tác'],
];
/** A row of the outbox: how it fares and for whom; below, which step of which talk made it. */
const mail = ({ state, address, id, errorCode }) => ({
  title: `${states[state] ?? state} · ${address}`,
  more: [errorCode, String(id).split('/').at(-1)].filter(Boolean).join(' · '),
});
const trace = ({ action, who, personId, unitName, detail }) => ({
  title: [action, who ?? personId].filter(Boolean).join(' · '),
  more: [unitName, typeof detail === 'string' && detail].filter(Boolean).join(' · '),
});

const rowOf = (row) => {
  const { title, more } = row.state ? mail(row) : trace(row);
  return el(
    'details',
    { class: `row ${row.state ?? ''}` },
    el(
      'summary',
      {},
      el('span', { class: 'row-title' }, title),
      row.at && el('time', {}, `${timeOf(row.at)} ${dateOf(row.at)}`),
      more !== '' && el('small', {}, more),
    ),
    el('pre', { tabindex: '0' }, JSON.stringify(row, null, 2)),
  );
};

/** A quiet look into what is stored. */
export const createPanel = (root, opener, api) => {
  const body = el('div', { class: 'panel-body' });
  const buttons = tabs.map(([name, words]) =>
    el('button', { type: 'button', onclick: () => show(name) }, words),
  );
  let current = 'outbox';

  const draw = async () => {
    try {
      const rows = await api[current]();
      body.replaceChildren(
        ...(rows.length > 0 ? rows.map(rowOf) : [el('p', { class: 'empty' }, 'Chưa có gì.')]),
      );
    } catch (error) {
      tellError(error);
    }
  };
  const show = (name) => {
    current = name;
    tabs.forEach(([one], index) =>
      buttons[index].setAttribute('aria-pressed', String(one === name)),
    );
    void draw();
  };
  const toggle = (isOpen) => {
    root.hidden = !isOpen;
    document.body.classList.toggle('with-panel', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) show(current);
    (isOpen ? buttons[0] : opener).focus();
  };

  opener.addEventListener('click', () => toggle(root.hidden));
  root.addEventListener('keydown', ({ key }) => key === 'Escape' && toggle(false));
  root.append(
    el(
      'div',
      { class: 'panel-head' },
      el('div', { class: 'segments' }, buttons),
      el('button', { type: 'button', class: 'quiet', onclick: draw }, 'Đọc lại'),
      iconButton('close', 'Đóng nhật ký', { onclick: () => toggle(false) }),
    ),
    body,
  );
  return { refresh: () => !root.hidden && draw() };
};
