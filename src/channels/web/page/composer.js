import { createAttachments } from './attachments.js';
import { el, iconButton } from './dom.js';
import { createSuggestions } from './suggestions.js';
import { tellError } from './toast.js';

const tallest = 140;

/**
 * Where a person types. `send(body, taken)` resolves to true when the program has it; else all stays here, and
 * `taken` is called if a later try succeeds.
 */
export const createComposer = (id, send) => {
  const input = el('textarea', {
    id,
    rows: '1',
    placeholder: 'Nhập tin nhắn',
    'aria-label': 'Nhập tin',
  });
  const picker = el('input', { type: 'file', multiple: true, hidden: true, tabindex: '-1' });
  const submit = iconButton('send', 'Gửi', { class: 'icon-button submit' });

  let isSending = false;

  const fitHeight = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, tallest)}px`;
  };
  const draw = () => {
    submit.disabled = input.value.trim() === '' && attachments.count() === 0;
    fitHeight();
  };
  const setText = (words) => {
    input.value = words;
    draw();
  };
  const sendText = async (words) => {
    const taken = () => input.value === words && setText('');
    setText('');
    if (!(await send({ text: words }, taken)) && input.value === '') setText(words);
  };
  const sendAll = async () => {
    const words = input.value;
    suggestions.close();
    const hasFiles = attachments.count() > 0;
    if (hasFiles) {
      if (!(await send(await attachments.body(), attachments.clear))) return;
      attachments.clear();
    }
    if (words.trim() !== '') await sendText(words);
  };
  /** One sending at a time: files take a while, and Enter is quickly pressed again. */
  const submitAll = async () => {
    if (isSending) return;
    isSending = true;
    try {
      await sendAll();
    } catch (error) {
      tellError(error);
    }
    isSending = false;
  };
  const attach = (files) => {
    try {
      attachments.add(files);
    } catch (error) {
      tellError(error);
    }
    input.focus();
  };

  const attachments = createAttachments(draw);
  const suggestions = createSuggestions(input, sendText);
  const commands = iconButton('commands', 'Các lệnh', {
    onclick: () => {
      suggestions.showAll();
      input.focus();
    },
  });

  input.addEventListener('input', () => {
    suggestions.update();
    draw();
  });
  input.addEventListener('blur', suggestions.close);
  input.addEventListener(
    'paste',
    ({ clipboardData }) => clipboardData.files.length > 0 && attach([...clipboardData.files]),
  );
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const isForList = suggestions.key(event);
    const isSend = !isForList && event.key === 'Enter' && !event.shiftKey;
    if (isForList || isSend) event.preventDefault();
    if (isForList) draw();
    if (isSend) void submitAll();
  });
  submit.addEventListener('click', submitAll);
  commands.addEventListener('mousedown', (event) => event.preventDefault());
  picker.addEventListener('change', () => {
    attach([...picker.files]);
    picker.value = '';
  });
  draw();

  return {
    node: el(
      'div',
      { class: 'composer' },
      suggestions.box,
      attachments.row,
      el(
        'div',
        { class: 'composer-row' },
        commands,
        iconButton('attach', 'Đính kèm tệp', { onclick: () => picker.click() }),
        picker,
        input,
        submit,
      ),
    ),
    text: () => input.value,
    /** Another person takes the phone. */
    hand(name, words) {
      input.setAttribute('aria-label', `Nhập tin với vai ${name}`);
      attachments.clear();
      setText(words);
    },
  };
};
