import { text, type Text } from '../../src/dialog/message.ts';
import type { Contact } from '../../src/domain/views.ts';

/** The human to ask: by name and number, as the office has set them, or whoever is above. */
export const whom = ({ name, phone }: Contact): Text =>
  name === '' ? text('nav.somebody_above') : text('nav.contact', { name, phone });
