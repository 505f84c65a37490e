/** What a button asks for, at any age of its message: rights and versions are checked again on every use. */
export type Intent = {
  /** One word, `[a-z_]+`; the list in flows/index.ts says which flow answers it. */
  action: string;
  /** Opaque subject: an id, an item code, a page … without ':'. */
  subject?: string;
  /** The subject's own version when the button was drawn. */
  rev?: number;
  /** What was typed and goes along from one conversation to the next; no button carries any. */
  words?: string;
};

/** Telegram's limit for `callback_data`, in UTF-8 bytes; the shortest of all channels. */
const maxBytes = 64;
const shape = /^([a-z_]+)(?::([^:]*))?(?::(\d{1,9}))?$/;

/** `action:subject:rev`; throws when it would not fit a button, which is a bug of the caller. */
export const formatIntent = ({ action, subject = '', rev }: Intent): string => {
  const tail = rev === undefined ? (subject ? `:${subject}` : '') : `:${subject}:${rev}`;
  const line = action + tail;
  if (!shape.test(line) || new TextEncoder().encode(line).length > maxBytes) {
    throw new RangeError(`not an intent: ${line}`);
  }
  return line;
};

export const parseIntent = (line: string): Intent | undefined => {
  const found = shape.exec(line);
  if (!found) return undefined;
  const [, action = '', subject, rev] = found;
  return {
    action,
    ...(subject ? { subject } : {}),
    ...(rev === undefined ? {} : { rev: Number(rev) }),
  };
};
