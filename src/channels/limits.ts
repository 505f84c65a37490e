import type { Limits, MessageWindow } from './channel.ts';

/** Some of the calls of a minute are uploads, and what the account itself is asked for. */
export const zaloRate = (perMinute: number): Limits['rate'] => ({
  perSecond: (perMinute * 0.96) / 60,
  addressGap: 0,
});

/** Replies are free for 48 hours, and nothing but a template goes after 7 days: facts of the "Tin tư vấn" page. */
export const zaloWindow: MessageWindow = { freeMs: 48 * 3_600_000, openMs: 7 * 86_400_000 };

/**
 * Zalo Official Account. Text 2,000 and 5 buttons with titles of 100: the page "Tin tư vấn" of Zalo's OA
 * documentation and the constant MAX_ELEMENT of zaloplatform/zalo-php-sdk. File 5 MB: /v2.0/oa/upload/file.
 * Its message carries words and buttons or one file; which kinds of files is the least that is documented.
 * A sent message cannot be changed. 100 calls a minute is the cap of the "Tăng trưởng" package (June 2026). Its card
 * that asks for a phone number is the template "request_user_info".
 */
export const zaloLike: Limits = {
  textLength: 2_000,
  buttons: 5,
  buttonTitle: 100,
  edit: false,
  fileSize: 5_000_000,
  filesApart: true,
  fileTypes: ['pdf', 'doc', 'docx', 'csv'],
  contactRequest: true,
  rate: zaloRate(100),
};

/**
 * Telegram Bot API. 4,096 characters, 100 inline buttons and 50 MB, captions of 1,024: the constants of python-telegram-bot
 * (MessageLimit, InlineKeyboardMarkupLimit, FileSizeLimit). 30 messages a second over the bot and about one
 * a second to a chat, with short bursts: core.telegram.org/bots/faq. No limit of a title is documented; clients cut at about 64.
 */
export const telegramLike: Limits = {
  textLength: 4_096,
  buttons: 100,
  buttonTitle: 64,
  edit: true,
  fileSize: 50_000_000,
  captionLength: 1_024,
  rate: { perSecond: 30, addressGap: 1_000, burst: 5 },
};

/** Our own page: what stays readable and tappable on a phone. */
export const webLike: Limits = {
  textLength: 8_000,
  buttons: 20,
  buttonTitle: 100,
  edit: true,
  fileSize: 20_000_000,
  rate: { perSecond: 1_000, addressGap: 0 },
};
