import { el, icon, iconButton } from './dom.js';
import { failure } from './words.js';

const region = () => document.querySelector('#toasts');
const stay = 6000;

const show = (kind, words, { detail, action } = {}) => {
  const close = () => box.remove();
  const act = () => {
    close();
    action.run();
  };
  const box = el(
    'div',
    { class: `toast ${kind}`, role: kind === 'error' ? 'alert' : 'status' },
    kind === 'error' && icon('alert'),
    el('div', { class: 'toast-words' }, el('p', {}, words), detail && el('small', {}, detail)),
    action && el('button', { type: 'button', class: 'toast-action', onclick: act }, action.label),
    iconButton('close', 'Đóng thông báo', { onclick: close }),
  );
  region().append(box);
  return close;
};

/** Tells what went wrong and what to do; stays until it is closed. `retry` puts a button beside it. */
export const tellError = (error, retry) => {
  if (!error.kind) reportError(error);
  const words = error.kind ? error.message : failure.broken;
  const action = retry && { label: 'Thử lại', run: retry };
  region().replaceChildren();
  show('error', words, { detail: error.detail, action });
};

export const tell = (words) => void setTimeout(show('info', words), stay);
