/** An administrator who enters templates; Zalo knows three of them. */
import type { Outcome } from '../../../src/dialog/turn.ts';
import type { CommandOf } from '../../../src/domain/commands.ts';
import type { SettingsValue } from '../../../src/domain/settings.ts';
import type {
  OutsideDifference,
  OutsideEntry,
  TemplateCheck,
} from '../../../src/domain/outside-templates.ts';
import { outsideKinds, type OutsideKind } from '../../../src/domain/outside.ts';
import type { MyPost } from '../../../src/domain/views.ts';
import type { World } from '../play.ts';

const admin: MyPost = {
  postId: 'p-qt',
  role: 'admin',
  unitId: 'tinh',
  unitName: 'Tỉnh đoàn Mẫu',
  kind: 'co_quan_doanh_nghiep',
  registers: false,
  reviews: false,
  oversees: false,
  admin: true,
};

const prices = { priceByUser: 560, priceByPhone: 1800 };

const known: Readonly<Record<string, TemplateCheck>> = {
  '1001': {
    about: {
      templateId: '1001',
      name: 'Nhắc hạn đăng ký',
      approved: true,
      params: [
        { name: 'customer_name', required: true, maxLength: 30 },
        { name: 'don_vi', required: true, maxLength: 100 },
        { name: 'date', required: true, maxLength: 20 },
        { name: 'khau_hieu', required: false, maxLength: 30 },
      ],
      ...prices,
    },
  },
  '1002': {
    about: {
      templateId: '1002',
      name: 'Kết quả xét duyệt',
      approved: true,
      params: [
        { name: 'p1', required: true, maxLength: 30 },
        { name: 'p2', required: true },
      ],
      priceByUser: 560,
    },
  },
  '1003': {
    about: {
      templateId: '1003',
      name: 'Khuyến mãi',
      approved: false,
      reason: 'Nội dung không phù hợp mục đích sử dụng.',
      params: [],
    },
  },
  '1004': {
    about: {
      templateId: '1004',
      name: 'Thông báo mới',
      approved: false,
      development: true,
      params: [{ name: 'person', required: true, maxLength: 30 }],
    },
  },
  '1009': { failed: true },
};

const settings: SettingsValue = {
  milestones: [],
  holidays: [],
  workdays: [],
  reminders: { escalateAfterDays: 3, reviewAfterDays: 3 },
};

const ofFile: OutsideEntry = {
  templateId: '1001',
  params: [
    { name: 'customer_name', field: 'person', maxLength: 30 },
    { name: 'x1', field: 'days_left', maxLength: 20 },
  ],
  priceByUser: 1_200,
};

const fromFile: readonly OutsideDifference[] = [
  { edit: { kind: 'reminder', entry: ofFile } },
  { edit: { kind: 'to_review' }, before: ofFile },
  {
    edit: { kind: 'notice', entry: { ...ofFile, templateId: '1005', unchecked: true } },
    before: ofFile,
  },
];

/** What comes of a trial, by the kind that is tried. */
const tries: Readonly<Partial<Record<OutsideKind, Outcome<CommandOf<'outside.try'>>>>> = {
  review_result: { done: { kind: 'review_result', at: '2026-11-25T06:00:00+07:00' } },
  to_review: { refused: { code: 'trial_no_chat' } },
  notice: { refused: { code: 'trial_no_phone' } },
};

const world = (check: (templateId: string) => TemplateCheck): World => {
  const entries = new Map<OutsideKind, OutsideEntry>();
  let refused = false;
  return {
    now: '2026-11-24T09:00:00+07:00',
    reads: {
      me: () => ({ person: { id: 'x', name: 'Võ Quản Mẫu' }, posts: [admin] }),
      settings: () => ({
        rev: 4,
        settings,
        years: [],
      }),
      'settings.outside': () => ({
        rev: 4,
        templates: outsideKinds.map((kind) => {
          const entry = entries.get(kind);
          if (!entry) return { kind };
          const state = entry.unchecked ? ('unchecked' as const) : ('accepted' as const);
          const since = '2026-11-24T02:00:00.000Z';
          return { kind, entry, state: refused ? ('refused' as const) : state, since };
        }),
      }),
    },
    runs: {
      'settings.save': ({ outside = [] }) => ({ done: { changed: outside.length } }),
      'settings.outside': ({ kind, entry }) => {
        if (refused) return { refused: { code: 'settings_changed' } };
        if (entry) entries.set(kind, entry);
        else entries.delete(kind);
        refused = kind === 'to_review' && entry !== undefined;
        return { done: { kind } };
      },
      'outside.try': ({ kind }) => tries[kind] ?? { done: { kind } },
    },
    works: {
      'outside.check': ({ templateId }) => check(templateId),
      'settings.read': () => ({ rev: 4, settings, differences: [], faults: [], outside: fromFile }),
    },
  };
};

export const outsideWorld = (): World => world((id) => known[id] ?? { unknown: true });

/** Where no channel can be asked, as in the simulator. */
export const uncheckedWorld = (): World => world(() => ({ unchecked: true }));

/** No Zalo, and nothing entered. */
export const noTemplatesWorld = (): World => ({
  ...outsideWorld(),
  reads: { ...outsideWorld().reads, 'settings.outside': () => null },
});
