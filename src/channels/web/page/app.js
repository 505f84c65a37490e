import { api } from './api.js';
import { createClock } from './clock.js';
import { el } from './dom.js';
import { createPanel } from './panel.js';
import { createPhone } from './phone.js';
import { tellError } from './toast.js';
import { askStranger, fillTools } from './tools.js';

const sides = [
  { side: 'left', label: 'Điện thoại trái', start: 'bithu-1' },
  { side: 'right', label: 'Điện thoại phải', start: 'canbo-1' },
];
const panelPause = 400;

const find = (id) => document.getElementById(id);
const fromHash = () => decodeURIComponent(location.hash.slice(1)).split(',');

let personas = [];
let panelTimer;
const phones = [];
const tabs = [];

const byId = (id) => personas.find((one) => one.id === id);

const activate = (index) => {
  phones.forEach(({ node }, i) => node.classList.toggle('active', i === index));
  tabs.forEach((tab, i) => {
    tab.setAttribute('aria-pressed', String(i === index));
    if (i === index) tab.classList.remove('fresh');
  });
};

const refreshPanel = () => {
  clearTimeout(panelTimer);
  panelTimer = setTimeout(() => panel.refresh(), panelPause);
};

/** The two phones show whom the address names; unknown names fall back to where everybody starts. */
const showFromHash = () => {
  const ids = fromHash();
  phones.forEach((phone, index) => {
    const next = byId(ids[index]) ?? byId(sides[index].start) ?? personas[index] ?? personas[0];
    if (!next || phone.persona()?.id === next.id) return;
    phone.show(next);
    tabs[index].textContent = next.name;
  });
};

const choose = (index, id) => {
  const ids = phones.map((phone, i) => (i === index ? id : phone.persona().id));
  history.replaceState(null, '', `#${ids.map(encodeURIComponent).join(',')}`);
  showFromHash();
};

const readPersonas = async () => {
  personas = await api.personas();
  for (const phone of phones) phone.offer(personas);
};

const startAgain = async () => {
  await Promise.all([readPersonas(), clock.read()]);
  showFromHash();
  for (const phone of phones) phone.follow();
  refreshPanel();
};

const addPhone = ({ side, label }, index) => {
  const heard = () => {
    if (!phones[index].node.classList.contains('active')) tabs[index].classList.add('fresh');
    refreshPanel();
  };
  phones.push(
    createPhone({
      api,
      side,
      label,
      heard,
      choose: (id) => choose(index, id),
      addStranger: () =>
        askStranger(api, async (id) => {
          await readPersonas();
          choose(index, id);
        }),
      // Both phones hear of a reset; one of them is enough to read everything anew.
      reset: () => index === 0 && void startAgain().catch(tellError),
    }),
  );
  tabs.push(el('button', { type: 'button', onclick: () => activate(index) }, label));
};

const clock = createClock(find('clock'), { api, moved: refreshPanel });
const panel = createPanel(find('panel'), find('open-panel'), api);
fillTools(find('tools'), { api, personas: () => personas });
sides.forEach(addPhone);
find('desk').replaceChildren(...phones.map(({ node }) => node));
find('tabs').append(...tabs);
activate(0);

const start = async () => {
  try {
    await Promise.all([readPersonas(), clock.read()]);
    showFromHash();
  } catch (error) {
    tellError(error, start);
  }
};
window.addEventListener('hashchange', showFromHash);
await start();
