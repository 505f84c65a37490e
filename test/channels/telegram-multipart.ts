export type Uploaded = { name: string; bytes: Buffer };

const nameIn = (head: string, key: string): string | undefined =>
  new RegExp(`[; ]${key}="([^"]*)"`).exec(head)?.[1];

/** Fields and files of a form, as the Bot API takes them; `reply_markup` travels as JSON. */
export const parseMultipart = (body: Buffer, type: string): Record<string, unknown> => {
  const boundary = `--${/boundary=(\S+)/.exec(type)?.[1] ?? ''}`;
  const found: Record<string, unknown> = {};
  let at = body.indexOf(boundary);
  for (;;) {
    const start = at + boundary.length + 2;
    const next = body.indexOf(boundary, start);
    if (next < 0) return found;
    const part = body.subarray(start, next - 2);
    const cut = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, cut).toString();
    const content = part.subarray(cut + 4);
    const field = nameIn(head, 'name') ?? '';
    const name = nameIn(head, 'filename');
    if (name !== undefined) found[field] = { name, bytes: content } satisfies Uploaded;
    else if (field === 'reply_markup') found[field] = JSON.parse(content.toString());
    else found[field] = content.toString();
    at = next;
  }
};
