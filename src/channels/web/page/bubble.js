import { choicesOf } from './choices.js';
import { sizeOf, timeOf } from './dates.js';
import { el, icon } from './dom.js';
import { openPicture } from './viewer.js';
import { bot } from './words.js';

const link = /https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]]/g;

/** Text as it is, with addresses made into links. */
const linked = (text) => {
  const parts = [];
  let from = 0;
  for (const { 0: url, index } of text.matchAll(link)) {
    parts.push(
      text.slice(from, index),
      el('a', { href: url, target: '_blank', rel: 'noreferrer' }, url),
    );
    from = index + url.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
};

/** Opens over the page; with Ctrl or the middle button it is an ordinary link. */
const picture = (image) => {
  const { url, name } = image;
  const onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openPicture(image);
  };
  return el(
    'a',
    { class: 'picture', href: url, target: '_blank', onclick },
    el('img', { src: url, alt: `Ảnh: ${name}` }),
  );
};

const kinds = {
  docx: 'Word',
  doc: 'Word',
  xlsx: 'Excel',
  xls: 'Excel',
  csv: 'Bảng CSV',
  pdf: 'PDF',
  txt: 'Văn bản',
  zip: 'Tệp nén',
};

const kindOf = (name) => {
  const end = /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return (end && kinds[end]) ?? 'Tệp';
};

const chip = ({ url, name, size }) =>
  el(
    'a',
    { class: 'chip', href: url, download: name },
    el('span', { class: 'chip-icon' }, icon('file')),
    el(
      'span',
      { class: 'chip-words' },
      el('b', {}, name),
      el('small', {}, `${kindOf(name)} · ${sizeOf(size)} · Tải xuống`),
    ),
  );

const foot = ({ at, editedAt }) =>
  el(
    'span',
    { class: 'foot' },
    editedAt && 'đã sửa · ',
    el('time', { datetime: editedAt ?? at }, timeOf(editedAt ?? at)),
  );

/** One message with everything that hangs on it. */
export const bubbleOf = (message, like, onPress) => {
  const { n, from, text, choices, image, file } = message;
  const who = from === 'bot' ? bot : 'Tôi';
  return el(
    'div',
    { class: `bubble ${from}${choices.length > 0 ? ' asks' : ''}`, 'data-n': n },
    el(
      'div',
      { class: 'card' },
      el('span', { class: 'unseen' }, `${who}: `),
      image && picture(image),
      text !== '' && el('p', { class: 'words' }, linked(text)),
      file && chip(file),
      foot(message),
    ),
    choicesOf(choices, like, onPress),
  );
};

/** Shown while an answer is on its way. */
export const waitingBubble = () =>
  el(
    'div',
    { class: 'bubble bot waiting' },
    el('div', { class: 'card' }, 'đang trả lời', el('i', { class: 'dots', 'aria-hidden': 'true' })),
  );
