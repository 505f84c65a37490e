import { ApiError } from './api.js';
import { sizeOf } from './dates.js';
import { el, icon, iconButton } from './dom.js';

const mostBytes = 18_000_000;
const mostFiles = 10;

const base64Of = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(new ApiError('unreadable'));
    reader.readAsDataURL(file);
  });

/** Files waiting above the typing area. */
export const createAttachments = (onChange) => {
  const row = el('ul', { class: 'attachments', 'aria-label': 'Tệp sẽ gửi', hidden: true });
  let files = [];

  const draw = () => {
    row.hidden = files.length === 0;
    row.replaceChildren(
      ...files.map((file) => {
        const remove = () => set(files.filter((one) => one !== file));
        return el(
          'li',
          {},
          icon('file'),
          el('span', {}, file.name),
          el('small', {}, sizeOf(file.size)),
          iconButton('close', `Bỏ tệp ${file.name}`, { onclick: remove }),
        );
      }),
    );
    onChange();
  };
  const set = (some) => {
    files = some;
    draw();
  };

  return {
    row,
    count: () => files.length,
    add(some) {
      const all = [...files, ...some];
      const isTooMuch =
        all.length > mostFiles || all.reduce((sum, { size }) => sum + size, 0) > mostBytes;
      if (isTooMuch) throw new ApiError('large');
      set(all);
    },
    clear: () => set([]),
    /** The body of a message with all files; they stay here until `clear`. */
    async body() {
      const read = await Promise.all(
        files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })),
      );
      return read.length === 1 ? { file: read[0] } : { files: read };
    },
  };
};
