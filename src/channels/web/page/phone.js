import { createComposer } from './composer.js';
import { el } from './dom.js';
import { createLog } from './log.js';
import { createPicker } from './picker.js';
import { followThread } from './thread.js';
import { tellError } from './toast.js';
import { bot, failure, likes } from './words.js';

const askAgainAfter = 20_000;

/** Waits for the answer to one event, showing that it is on its way. */
const awaitAnswer = async (api, eventId, log) => {
  const done = log.expect();
  try {
    let answer = await api.event(eventId, askAgainAfter);
    while (answer.state === 'new') answer = await api.event(eventId, askAgainAfter);
    if (answer.state === 'dead') {
      tellError({
        kind: 'dead',
        message: failure.dead,
        detail: answer.errorId && `Mã lỗi: ${answer.errorId}`,
      });
    }
  } catch (error) {
    // The event is stored by now: whatever comes of it arrives through the thread.
    if (error.kind !== 'offline' && error.kind !== 'missing') tellError(error);
  } finally {
    done();
  }
};

const head = (line) =>
  el(
    'div',
    { class: 'head' },
    el('img', { src: '/sim/page/mark.svg', alt: '', width: '38', height: '38' }),
    el('div', { class: 'head-words' }, el('b', {}, bot), line),
  );

/** One phone on the desk: who holds it, the talk, the typing area. */
export const createPhone = ({ api, side, label, choose, addStranger, heard, reset }) => {
  const drafts = new Map();
  const line = el('small');
  const lost = el(
    'div',
    { class: 'lost', role: 'status', hidden: true },
    'Mất kết nối, đang nối lại…',
  );
  let persona;
  let failed;
  let stop = () => undefined;

  const send = async (body, taken) => {
    const { id } = persona;
    const words = JSON.stringify([id, body]);
    // The same again after a failure is the same event: if the program did take it, it takes it only once.
    const eventId = failed?.words === words ? failed.eventId : crypto.randomUUID();
    failed = undefined;
    log.toEnd();
    try {
      await api.send(id, { ...body, eventId });
    } catch (error) {
      failed = { words, eventId };
      const again = async () => (await send(body, taken)) && taken?.();
      tellError(error, () => persona.id === id && again());
      return false;
    }
    const answered = awaitAnswer(api, eventId, log);
    return body.press === undefined ? true : answered;
  };

  const log = createLog({
    press: ({ id }) => send({ press: id }),
    start: () => send({ text: '/start' }),
  });
  const composer = createComposer(`say-${side}`, send);
  const picker = createPicker(`Người dùng ${label}`, { choose, addStranger });
  const device = el(
    'div',
    { class: 'device' },
    head(line),
    lost,
    el('div', { class: 'talk' }, ...log.nodes),
    composer.node,
  );
  const node = el(
    'section',
    { class: 'phone', id: side, 'aria-label': label },
    picker.node,
    device,
  );

  const follow = () => {
    stop();
    log.clear(persona.like);
    stop = followThread(api, persona.id, {
      fill: log.fill,
      add(message) {
        log.add(message);
        if (message.from === 'bot') heard();
      },
      reset,
      lost: (isLost) => void (lost.hidden = !isLost),
    });
  };

  return {
    node,
    offer: picker.offer,
    persona: () => persona,
    follow,
    show(next) {
      if (persona) drafts.set(persona.id, composer.text());
      persona = next;
      device.className = `device ${next.like}`;
      line.textContent = likes[next.like].line;
      picker.show(next);
      composer.hand(next.name, drafts.get(next.id) ?? '');
      follow();
    },
  };
};
