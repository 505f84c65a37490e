import { z } from 'zod';
import { figureMaybe, momentMaybe, part, wordMaybe, wordsMaybe } from './fields.ts';

const party = part({
  id: wordMaybe,
  admin_id: wordMaybe,
  anonymous_id: wordMaybe,
  conversation_id: wordMaybe,
});

const record = z.record(z.string(), z.unknown()).optional().catch(undefined);

const payload = part({
  id: wordMaybe,
  url: wordMaybe,
  thumbnail: wordMaybe,
  title: wordMaybe,
  description: wordMaybe,
  name: wordMaybe,
  size: figureMaybe,
  type: wordMaybe,
  checksum: wordMaybe,
  coordinates: part({ latitude: figureMaybe, longitude: figureMaybe }),
});

const attachment = part({ type: wordMaybe, payload });

const message = part({
  msg_id: wordMaybe,
  message_id: wordMaybe,
  msg_ids: wordsMaybe,
  text: wordMaybe,
  quote_msg_id: wordMaybe,
  attachments: z.array(attachment).optional().catch(undefined),
  tracking_id: wordMaybe,
  delivery_time: momentMaybe,
  submit_time: momentMaybe,
  data: wordMaybe,
  react_icon: wordMaybe,
  rate: figureMaybe,
  note: wordMaybe,
  feedbacks: wordsMaybe,
});

export const submittedInfo = part({
  name: wordMaybe,
  phone: wordMaybe,
  user_dob: wordMaybe,
  gender: wordMaybe,
  address: wordMaybe,
  city: wordMaybe,
  district: wordMaybe,
  ward: wordMaybe,
  full_address: part({
    user_city: wordMaybe,
    user_district: wordMaybe,
    user_ward: wordMaybe,
    user_address: wordMaybe,
  }),
});

/** The body of an event with every field in the type that it is expected in, or undefined. */
export const eventBody = z.object({
  event_name: wordMaybe,
  app_id: wordMaybe,
  oa_id: wordMaybe,
  oaId: wordMaybe,
  user_id: wordMaybe,
  user_id_by_app: wordMaybe,
  anonymous_id: wordMaybe,
  conversation_id: wordMaybe,
  timestamp: wordMaybe,
  msg_id: wordMaybe,
  tracking_id: wordMaybe,
  sender: party,
  recipient: party,
  follower: party,
  message,
  info: z.unknown().optional(),
  source: wordMaybe,
  tag: part({ name: wordMaybe, user_ids: wordsMaybe }),
  template_id: wordMaybe,
  reason: wordMaybe,
  status: record,
  quality: record,
  quota: record,
  tags: record,
});

export type EventBody = z.output<typeof eventBody>;
export type AttachmentBody = z.output<typeof attachment>;
