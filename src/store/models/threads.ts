import { Schema, type Types } from 'mongoose';
import type { Persona, ThreadMessage } from '../threads.ts';
import type { Stored } from '../stored.ts';
import { json, table } from './table.ts';

/** `order` keeps personas as they were added. */
export type StoredPersona = Stored<Persona> & { order: Types.ObjectId };

export const personas = table<StoredPersona>('personas', {
  _id: String,
  name: String,
  role: String,
  unit: String,
  like: String,
  order: Schema.Types.ObjectId,
});

/** `_id` is "thread/n"; the choices are one JSON text: nobody looks into them here. */
export type StoredMessage = Omit<ThreadMessage, 'choices'> & {
  _id: string;
  thread: string;
  choices: string;
};

export const threads = table<StoredMessage>(
  'threads',
  {
    _id: String,
    thread: String,
    n: Number,
    at: String,
    editedAt: String,
    from: String,
    eventId: String,
    text: String,
    choices: String,
    slot: String,
    image: json,
    file: json,
  },
  [
    { name: 'number', key: { thread: 1, n: 1 }, unique: true },
    {
      name: 'event',
      key: { thread: 1, eventId: 1 },
      unique: true,
      partialFilterExpression: { eventId: { $exists: true } },
    },
  ],
);
