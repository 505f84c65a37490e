/**
 * A button under a text. Zalo reports no press: a tap on a query button makes the person's app send its `payload`
 * as an ordinary text (`hide` keeps it out of their own view). Anybody can type the same, at any time.
 * @public
 */
export type ZaloButton =
  | { title: string; type: 'oa.query.show' | 'oa.query.hide'; payload: string }
  | { title: string; type: 'oa.open.url'; url: string }
  | { title: string; type: 'oa.open.phone'; phone: string }
  | { title: string; type: 'oa.open.sms'; phone: string; content: string };

/** A picture by an `attachmentId` that an upload gave, or by its address. */
type Picture = { attachmentId: string } | { url: string };

/**
 * A consultation message. Text goes out as it is given: bring it into Unicode form NFC yourself, as Zalo counts it.
 * @public
 */
export type ZaloMessage =
  /** `quote` is the id of the message that this one answers. */
  | { kind: 'text'; text: string; buttons?: readonly ZaloButton[]; quote?: string }
  | { kind: 'image'; image: Picture; text?: string }
  | { kind: 'gif'; gif: Picture; width: number; height: number; text?: string }
  | { kind: 'sticker'; attachmentId: string }
  | { kind: 'file'; token: string }
  /** Asks for name, phone and address; the answer comes as the event `submit_info`. */
  | { kind: 'request_user_info'; title: string; subtitle: string; imageUrl: string };

type Shape = 'plain' | 'typed';

const buttonBody = (button: ZaloButton): object => {
  const { title, type } = button;
  switch (type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return { title, type, payload: button.payload };
    case 'oa.open.url':
      return { title, type, payload: { url: button.url } };
    case 'oa.open.phone':
      return { title, type, payload: { phone_code: button.phone } };
    case 'oa.open.sms':
      return { title, type, payload: { content: button.content, phone_code: button.phone } };
  }
};

const template = (payload: object): object => ({ attachment: { type: 'template', payload } });

const textBody = (message: Extract<ZaloMessage, { kind: 'text' }>, shape: Shape): object => {
  const { text, quote } = message;
  const quoted = quote === undefined ? {} : { quote_message_id: quote };
  const buttons = (message.buttons ?? []).map(buttonBody);
  if (buttons.length === 0) return { text, ...quoted };
  if (shape === 'typed') {
    return { ...quoted, ...template({ template_type: 'button', text, buttons }) };
  }
  return { text, ...quoted, ...template({ buttons }) };
};

const pictureBody = (picture: Picture): object =>
  'url' in picture ? { url: picture.url } : { attachment_id: picture.attachmentId };

const mediaBody = (element: object, text: string | undefined): object => ({
  ...(text === undefined ? {} : { text }),
  ...template({ template_type: 'media', elements: [element] }),
});

/** The `message` of a request, in the vendor's shape: docs.zaloplatforms.com/docs/OA, consultation messages. */
export const messageBody = (message: ZaloMessage, shape: Shape): object => {
  switch (message.kind) {
    case 'text':
      return textBody(message, shape);
    case 'image':
      return mediaBody({ media_type: 'image', ...pictureBody(message.image) }, message.text);
    case 'gif': {
      const { width, height } = message;
      const element = { media_type: 'gif', ...pictureBody(message.gif), width, height };
      return mediaBody(element, message.text);
    }
    case 'sticker':
      return mediaBody({ media_type: 'sticker', attachment_id: message.attachmentId }, undefined);
    case 'file':
      return { attachment: { type: 'file', payload: { token: message.token } } };
    case 'request_user_info': {
      const { title, subtitle, imageUrl: image_url } = message;
      const elements = [{ title, subtitle, image_url }];
      return template({ template_type: 'request_user_info', elements });
    }
  }
};
