import { el } from './dom.js';
import { failure } from './words.js';

/** The browser's own complaints speak the browser's language: these do not. */
const speakVietnamese = (form) => {
  form.addEventListener(
    'invalid',
    ({ target }) =>
      target.setCustomValidity(target.validity.valid ? '' : 'Đồng chí điền lại ô này.'),
    true,
  );
  form.addEventListener('input', ({ target }) => target.setCustomValidity?.(''));
};

/**
 * A dialog with one thing to do. `run(data)` gets the form's values; the dialog closes when it is done, and
 * stays with the reason when it throws.
 */
export const openSheet = ({ title, lead, fields, action, danger, run }) => {
  const submit = el('button', { class: `solid${danger ? ' danger' : ''}` }, action);
  const cancel = el(
    'button',
    { type: 'button', class: 'quiet', onclick: () => sheet.close() },
    'Thôi',
  );
  const problem = el('p', { class: 'sheet-error', role: 'alert' });
  const form = el(
    'form',
    { method: 'dialog' },
    el('h2', { id: 'sheet-title' }, title),
    lead && el('p', { class: 'lead' }, lead),
    fields,
    problem,
    el('div', { class: 'sheet-end' }, cancel, submit),
  );
  const sheet = el('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' }, form);
  const start = async (event) => {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = '';
    try {
      await run(Object.fromEntries(new FormData(form)));
      sheet.close();
    } catch (error) {
      if (!error.kind) reportError(error);
      problem.textContent = error.kind ? error.message : failure.broken;
    }
    submit.disabled = false;
  };
  speakVietnamese(form);
  form.addEventListener('submit', start);
  sheet.addEventListener('close', () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
};

export const field = (label, control) =>
  el('label', { class: 'field' }, el('span', {}, label), control);

export const selectOf = (name, options) =>
  el(
    'select',
    { name },
    options.map(([value, words]) => el('option', { value }, words)),
  );

export const radiosOf = (legend, name, options) =>
  el(
    'fieldset',
    { class: 'radios' },
    el('legend', {}, legend),
    options.map(([value, words, more], index) =>
      el(
        'label',
        {},
        el('input', { type: 'radio', name, value, checked: index === 0 }),
        el('span', {}, el('b', {}, words), more && el('small', {}, more)),
      ),
    ),
  );
