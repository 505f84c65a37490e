import type { PostId, RegistrationId } from '../../src/domain/ids.ts';
import type { HeadNumber } from '../../src/domain/programme.ts';
import type { Intent } from '../../src/dialog/intent.ts';

/** Where a review goes on: `registrationId`, then the post it is done as, then the head that was asked for. */
export type Place = { registrationId: RegistrationId; postId?: PostId; head?: HeadNumber };

const headFrom = (words = ''): HeadNumber | undefined =>
  ([1, 2, 3] as const).find((head) => String(head) === words);

export const placeOf = (subject = ''): Place => {
  const [registrationId = '', postId, digit] = subject.split('/');
  const head = headFrom(digit);
  return { registrationId, ...(postId ? { postId } : {}), ...(head ? { head } : {}) };
};

export const reviewIntent = ({ registrationId, postId, head }: Place, round: number): Intent => ({
  action: 'review',
  subject: [registrationId, ...(postId ? [postId] : []), ...(postId && head ? [head] : [])].join(
    '/',
  ),
  rev: round,
});
