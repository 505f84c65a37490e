import { blank, raw, text, type Text } from '../../src/dialog/message.ts';
import type { Contact } from '../../src/domain/views.ts';
import { whom } from '../talking/whom.ts';

/** Raise it when the notice says something else: who agreed to an older one is asked again. */
export const noticeVersion = '2026-11';

/** Who keeps what, why, for how long, and what the person may ask for. */
export const noticeLines = (contact: Contact, fallback: string): Text[] => [
  text('join.notice_title'),
  text('join.notice_who', { organisation: raw(contact.organisation ?? fallback) }),
  text('join.notice_what'),
  text('join.notice_why'),
  text('join.notice_how_long'),
  text('join.notice_rights', { who: whom(contact) }),
  blank,
  text('join.notice_before'),
];
