import { el } from './dom.js';
import { field, openSheet, radiosOf, selectOf } from './sheet.js';
import { tell, tellError } from './toast.js';
import { faults, jobs, scenarios } from './words.js';

const countsOf = (counts) =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'không có gì cần làm';

/** A person who holds no post, for trying how the bot meets somebody new. */
export const askStranger = (api, added) =>
  openSheet({
    title: 'Thêm người lạ',
    lead: 'Người này chưa có chức vụ và chưa từng nhắn cho bot.',
    fields: [
      field(
        'Họ và tên',
        el('input', {
          name: 'name',
          required: true,
          maxlength: '80',
          value: 'Lê Văn Mẫu',
          autocomplete: 'off',
        }),
      ),
      radiosOf('Dùng kênh', 'like', [
        ['zalo', 'Như Zalo'],
        ['telegram', 'Như Telegram'],
        ['web', 'Như trang web'],
      ]),
    ],
    action: 'Thêm',
    run: async ({ name, like }) => added((await api.addPersona(name, like)).id),
  });

const askFault = (api, personas) =>
  openSheet({
    title: 'Làm hỏng lần gửi tới',
    lead: 'Những lần gửi kế tiếp tới người này sẽ báo lỗi như kênh thật.',
    fields: [
      field(
        'Người nhận',
        selectOf(
          'id',
          personas().map(({ id, name, unit }) => [id, unit ? `${name} · ${unit}` : name]),
        ),
      ),
      field(
        'Lỗi',
        selectOf(
          'code',
          faults.map(([code, words]) => [code, `${words} (${code})`]),
        ),
      ),
      field(
        'Số lần',
        el('input', {
          name: 'times',
          type: 'number',
          min: '0',
          max: '1000',
          value: '1',
          required: true,
        }),
      ),
    ],
    action: 'Đặt lỗi',
    async run({ id, code, times }) {
      await api.fault(id, code, Number(times));
      tell(`Đã đặt lỗi ${code} cho ${times} lần gửi tới.`);
    },
  });

const askJob = (api) =>
  openSheet({
    title: 'Chạy một việc định kỳ',
    fields: field(
      'Việc',
      selectOf(
        'name',
        jobs.map(([name, words]) => [name, `${words} (${name})`]),
      ),
    ),
    action: 'Chạy',
    run: async ({ name }) => tell(`Đã chạy ${name}: ${countsOf(await api.runJob(name))}.`),
  });

const askReset = (api) =>
  openSheet({
    title: 'Đặt lại toàn bộ?',
    lead: 'Mọi tin nhắn và dữ liệu mẫu bị xóa rồi dựng lại. Việc này không hoàn tác được.',
    fields: radiosOf('Bắt đầu từ', 'scenario', scenarios),
    action: 'Xóa và đặt lại',
    danger: true,
    async run({ scenario }) {
      await api.reset(scenario);
      tell('Đã đặt lại dữ liệu mẫu.');
    },
  });

const settle = async (api) => {
  try {
    tell(`Đã xử lý xong: ${countsOf(await api.settle())}.`);
  } catch (error) {
    tellError(error, () => settle(api));
  }
};

export const fillTools = (menu, { api, personas }) => {
  const item = (words, more, run) => {
    const pick = () => {
      menu.hidePopover();
      run();
    };
    return el(
      'button',
      { type: 'button', onclick: pick },
      el('b', {}, words),
      el('small', {}, more),
    );
  };
  menu.append(
    item('Làm hỏng lần gửi…', 'thử khi mạng lỗi, bị chặn, quá giờ', () => askFault(api, personas)),
    item('Chạy việc định kỳ…', 'nhắc việc, báo cáo, dọn dẹp', () => askJob(api)),
    item('Chờ xử lý xong', 'đến khi không còn tin nào chờ', () => settle(api)),
    item('Đặt lại dữ liệu mẫu…', 'xóa hết và bắt đầu lại', () => askReset(api)),
  );
};
