import type { RenderedChoice } from '../../dialog/message.ts';

/** A vendor's card shares the number at one tap; here a button pretends it. No intent and no answer looks like it. */
const shareId = '~share_contact';

/** Nobody's number. */
const pretended = { phone: '0900000123' } as const;

export const shareChoice = (label: string): RenderedChoice => ({
  id: shareId,
  label,
  tone: 'success',
  action: 'share_contact',
});

/** What that button shares; undefined for every other press. */
export const sharedBy = (press: string): typeof pretended | undefined =>
  press === shareId ? pretended : undefined;
