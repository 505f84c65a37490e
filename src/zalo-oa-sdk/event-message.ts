import type { AttachmentBody, EventBody } from './event-body.ts';
import type { ZaloAttachment, ZaloMessageContent } from './event-types.ts';
import { isRecord, parseJson } from './json.ts';

const cardIn = (description: string | undefined) => {
  const card = parseJson(description ?? '');
  return isRecord(card) ? card : undefined;
};

const asAttachment = ({ type, payload }: AttachmentBody): ZaloAttachment => {
  const { url, thumbnail, description } = payload;
  switch (type) {
    case 'image':
    case 'gif':
    case 'video':
    case 'audio':
      return { type, url, thumbnail, description };
    case 'file': {
      const { name, size, checksum } = payload;
      return { type, url, name, size, extension: payload.type, checksum };
    }
    case 'sticker':
      return { type, id: payload.id, url };
    case 'link': {
      const { title } = payload;
      return { type, url, title, description, thumbnail, card: cardIn(description) };
    }
    case 'location': {
      const { latitude, longitude } = payload.coordinates;
      return { type, latitude, longitude };
    }
    default:
      return { type: 'other', name: type };
  }
};

export const messageIdIn = ({ message, msg_id }: EventBody): string | undefined =>
  message.msg_id ?? message.message_id ?? msg_id;

export const contentOf = (body: EventBody): ZaloMessageContent => ({
  messageId: messageIdIn(body),
  text: body.message.text,
  quotedId: body.message.quote_msg_id,
  attachments: (body.message.attachments ?? []).map(asAttachment),
});
