import { el, iconButton } from './dom.js';

/** A picture over the whole screen: a chart is read there, not in a bubble. Escape or a press closes it. */
export const openPicture = ({ url, name }) => {
  const box = el('dialog', { class: 'viewer', 'aria-label': `Ảnh: ${name}` });
  const close = () => box.close();
  box.append(
    el(
      'div',
      { class: 'viewer-bar' },
      el('b', {}, name),
      el('a', { class: 'quiet', href: url, download: name }, 'Tải xuống'),
      iconButton('close', 'Đóng ảnh', { onclick: close }),
    ),
    el(
      'div',
      { class: 'viewer-room', onclick: close },
      el('img', { src: url, alt: `Ảnh: ${name}` }),
    ),
  );
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
};
