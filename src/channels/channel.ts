/**
 * The channel contract: a folder that passes test/channels/contract.ts is a channel. Written for who adds one.
 *
 * `receive` is called by the web server for each request of the vendor, before anything is stored. It verifies
 * and parses, does no I/O, and throws `Unauthorized` when the request is not the vendor's. `send`, `edit`,
 * `ack`, `fetchFile` are called by the one worker, `send` and `edit` never twice at a time for one address.
 * They throw `SendError` and nothing else; a timeout is `transient`.
 */
import type { FileRef, Rendered } from '../dialog/message.ts';

/** The closed list of ways a delivery can fail; `app/sending/deliver.ts` knows what each means. */
export const sendErrorCodes = [
  /** Too fast; try after `retryAfter` seconds. */
  'throttled',
  /** The person has blocked the bot: no further sends. */
  'blocked',
  /** The address no longer exists or was never reachable. */
  'unreachable',
  /** The vendor allows no message now (Zalo's window): another way or wait. */
  'window_closed',
  /** The vendor refused this very content: sending it again is useless. */
  'rejected',
  /** Our own set-up is wrong (token, permission): stop the channel, tell the administrator. */
  'config',
  /** Network, 5xx, timeout: the same send may succeed later. */
  'transient',
] as const;

export type SendErrorCode = (typeof sendErrorCodes)[number];

const retryableCodes: readonly SendErrorCode[] = ['throttled', 'transient'];

/** Larger than the vendor hands out, or no longer there. */
export type FileRefusal = 'too_big' | 'gone';

export class SendError extends Error {
  readonly code: SendErrorCode;
  readonly retryable: boolean;
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** Why `fetchFile` was refused, for words to the person. */
  readonly reason: FileRefusal | undefined;
  /** No certain answer came: the message may be out. Undefined where the channel cannot tell. */
  readonly mayHaveActed: boolean | undefined;
  /** What the vendor says of it, fit for people to read: no person, no secret. */
  readonly said: string | undefined;

  constructor(
    code: SendErrorCode,
    message: string,
    options?: ErrorOptions & {
      retryAfter?: number;
      reason?: FileRefusal;
      mayHaveActed?: boolean;
      said?: string;
    },
  ) {
    super(message, options);
    this.name = 'SendError';
    this.code = code;
    this.retryable = retryableCodes.includes(code);
    this.retryAfter = options?.retryAfter;
    this.reason = options?.reason;
    this.mayHaveActed = options?.mayHaveActed;
    this.said = options?.said;
  }
}

/**
 * The request does not come from whom it claims. Answered 401 and counted.
 * @public for the vendors' channels, which are still to come.
 */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
}

/**
 * The request is no message of the vendor's at all, damaged or cut off. Answered 400.
 * @public for the vendors' channels.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** What a channel can carry. Lengths in UTF-16 units after NFC, sizes in bytes. */
export type Limits = {
  textLength: number;
  /** Buttons under one message; more choices become a numbered list. */
  buttons: number;
  buttonTitle: number;
  /** Whether a sent message can be changed in place (slots). */
  edit: boolean;
  fileSize: number;
  /** Where a message carries one file at most: the longest text beside it. Longer ones go ahead of it. */
  captionLength?: number;
  /** A message is either words with buttons or one file: files go ahead of the words. */
  filesApart?: true;
  /** The endings of file names that the vendor takes, in lower case; others are handed out as links. */
  fileTypes?: readonly string[];
  /** The vendor has a card that asks people for their phone number. */
  contactRequest?: true;
  /**
   * Sends per second over the whole channel, and the time in ms between two to one address on average; after a
   * silence `burst` of them may go at once (one when absent).
   */
  rate: { perSecond: number; addressGap: number; burst?: number };
};

/**
 * A file somebody sent: fetched later, by the worker, through `fetchFile`. `kept`: the bytes are in the file
 * port already, under this reference.
 */
export type InboundFile = { ref: string; name: string; type?: string; size?: number; kept?: true };

/** One thing that happened, ready for the inbox. `eventId` is the vendor's own id: the same twice is one event. */
export type Delivery = {
  eventId: string;
  /** Who wrote, in the channel's own terms; also where replies go. */
  address: string;
  /** When the vendor says it happened, if it says so. */
  at?: Date;
  /**
   * At most one of `text`, `press`, `files`, `other`, `presence`, `contact`, `withdraws`, `human`, `report`; beside
   * `files`, `text` is their caption. NFC.
   */
  text?: string;
  press?: string;
  files?: readonly InboundFile[];
  other?: 'sticker' | 'voice' | 'location' | 'contact' | 'edited' | 'empty' | 'unsupported';
  /**
   * The person shut the bot out, let it in again, or came by a button of the vendor's and is to be greeted unless
   * in the middle of a talk.
   */
  presence?: 'left' | 'back' | 'arrived';
  /** Somebody of the office has answered this person by hand, in the vendor's own tool: the bot stands back. */
  human?: true;
  /** The vendor tells of the account, or of what was sent: nobody says anything, and `address` is empty. */
  report?: ChannelReport;
  /** What the person has shared of themselves when asked, as the vendor writes it; may be nothing. */
  contact?: { name?: string; phone?: string };
  /** The person demands, through the vendor, that their data be removed. */
  withdraws?: true;
  /** Files sent as one thing that arrive one by one: those with the same word make one event. */
  album?: string;
};

/** Ids and figures of the vendor's, never a person. */
export type ChannelReport =
  /** A quick reply under a template: whoever it was sent to has been heard of. */
  | { about: 'reply'; providerId: string }
  /** What has become of a template; values as the vendor writes them. */
  | {
      about: 'template';
      templateId: string;
      what: 'status' | 'quality' | 'quota';
      from?: string;
      to?: string;
      reason?: string;
    }
  /** How many templates may go out a day. */
  | { about: 'allowance'; from?: string; to?: string };

/** The vendor's id of what was sent, for edits and receipts. */
export type Sent = {
  providerId: string;
  /** Where the vendor sells messages: true when this one cost money. */
  billed?: boolean;
  /** Messages left of the allowance that has paid for this one, if the vendor says so. */
  remaining?: number;
};

/** What a channel with a window wants to know of a message that nobody has just asked for. */
export type SendContext = {
  /** When the person was last heard of; a window that has closed since needs no call. */
  lastHeardAt?: Date;
};

/** How long after somebody was last heard of messages reach them: without cost, and at all. Milliseconds. */
export type MessageWindow = { freeMs: number; openMs: number };

/** A form of message that the vendor has approved, for whoever has been silent for too long. */
export type Template = {
  templateId: string;
  data: Readonly<Record<string, string>>;
  /** The second way: `key` is the caller's own name of this message, and does not leave the house as it is. */
  byPhone?: { phone: string; key: string };
};

export type TemplateSent = Sent & { by: 'user' | 'phone' };

/** What the vendor says about a template. Prices in đồng. */
export type TemplateAbout = {
  templateId: string;
  name: string;
  /** Whether it may be sent with. */
  approved: boolean;
  /** Why not, in the vendor's words. */
  reason?: string;
  /** It waits to be approved, and this channel may try it on administrators of the account meanwhile. */
  development?: true;
  /** Lengths in UTF-16 units. */
  params: readonly { name: string; required: boolean; minLength?: number; maxLength?: number }[];
  priceByUser?: number;
  priceByPhone?: number;
};

export type Channel = {
  readonly name: string;
  /** Absent where everybody can be written to at any time. */
  readonly window?: MessageWindow;
  /** Per address, because one channel may imitate several (the simulator). */
  limits(address: string): Limits;
  send(address: string, message: Rendered, context?: SendContext): Promise<Sent>;
  /** Replaces a message sent before. Only where `limits.edit`. */
  edit?(address: string, providerId: string, message: Rendered): Promise<Sent>;
  /** Best effort, outside the outbox: stop the button's spinner, show "typing". Must not throw. */
  ack?(delivery: Delivery): Promise<void>;
  fetchFile?(ref: string): Promise<{ bytes: Uint8Array; name: string; type: string }>;
  /**
   * The list of commands that the channel offers while somebody types: at one address, or to everybody else.
   * `lang` is that of the words; an empty list at an address takes its own list away. Throws `SendError`.
   */
  setMenu?(commands: readonly MenuCommand[], to: MenuScope): Promise<void>;
  /**
   * To the person by their address, or by phone where that way is shut or no address is known. Whoever has refused
   * messages is not asked a second time, and nothing goes the second way while it may have arrived by the first.
   */
  sendTemplate?(address: string | undefined, template: Template): Promise<TemplateSent>;
  /** Templates by phone reach administrators of the account only, without cost and before they are approved. */
  readonly development?: true;
  /** Undefined when the vendor knows no such template. Throws `SendError`. */
  aboutTemplate?(templateId: string): Promise<TemplateAbout | undefined>;
};

export type MenuCommand = { word: string; description: string };
export type MenuScope = { address: string } | { lang: 'vi' | 'en' };

/**
 * A channel that is called by its vendor. `headers` are lower case, `body` is raw. `receive` may throw
 * `Unauthorized` and `Malformed`.
 * @public for the vendors' channels, which are still to come.
 */
export type Receiver = {
  receive(request: {
    headers: Readonly<Record<string, string | undefined>>;
    body: Uint8Array;
  }): Delivery[];
};

/**
 * A channel that asks its vendor. Yields batches; the next is asked for only after the inbox holds this one.
 * @public for the vendors' channels, which are still to come.
 */
export type Poller = { poll(signal: AbortSignal): AsyncIterable<readonly Delivery[]> };

/** Words for fitting a message, in the reader's language: keys of locales/*\/channel.json. */
export type Phrase = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** Where a channel keeps or finds bytes; implemented by the store. */
export type FilePort = {
  put(bytes: Uint8Array, about: { name: string; type: string }): Promise<FileRef>;
  get(id: string): Promise<{ bytes: Uint8Array; name: string; type: string } | undefined>;
};
