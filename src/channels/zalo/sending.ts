import type { Rendered } from '../../dialog/message.ts';
import { ZaloError } from '../../zalo-oa-sdk/errors.ts';
import type { ZaloButton, ZaloMessage } from '../../zalo-oa-sdk/message.ts';
import type { ZaloSent } from '../../zalo-oa-sdk/official-account-answers.ts';
import { SendError, type Channel, type SendContext, type Sent } from '../channel.ts';
import { breach } from '../fit.ts';
import { zaloLike, zaloWindow } from '../limits.ts';
import { cardOf } from './card.ts';
import { namesNobody, sending } from './errors.ts';
import { numbered } from './numbered.ts';
import { payloadOf } from './press.ts';
import { createSendFile, type SendFileDeps } from './send-file.ts';

export type SendingDeps = SendFileDeps & {
  /** The picture on the card that asks for details, by https. */
  contactImage(): string | undefined;
  /** Whether Zalo has lately refused the shape of our buttons. */
  buttons: { refused(): boolean; noteRefusal(): void };
};

const refuse = (why: string): never => {
  throw new SendError('rejected', why);
};

const check = (message: Rendered): void => {
  const wrong = breach(message, zaloLike);
  if (wrong !== undefined) refuse(wrong);
};

/** Zalo would say the same, and count the call. */
const checkWindow = ({ lastHeardAt }: SendContext, now: Date): void => {
  if (lastHeardAt && now.getTime() - lastHeardAt.getTime() > zaloWindow.openMs) {
    throw new SendError('window_closed', 'zalo: nothing was heard for seven days');
  }
};

/** Zalo's own frame of 48 hours is counted no more: its figure says nothing. */
const unlimited = 'reply';

export const sentAs = ({ messageId, quota }: ZaloSent): Sent => ({
  providerId: messageId ?? 'unknown',
  billed: quota === undefined,
  ...(quota?.remain === undefined || quota.type === unlimited ? {} : { remaining: quota.remain }),
});

const buttonsOf = ({ choices }: Rendered): ZaloButton[] =>
  choices.map(({ id, label }) => ({ title: label, type: 'oa.query.hide', payload: payloadOf(id) }));

/** The request as such displeases Zalo; a second try in another shape is no second message. */
const isShapeRefused = (error: unknown): boolean =>
  error instanceof ZaloError && error.kind === 'bad_request' && !namesNobody(error);

/** Its words still reach the person where Zalo does not take the card. */
const createSendCard =
  ({ account, contactImage }: SendingDeps) =>
  async (address: string, text: string): Promise<ZaloSent> => {
    const picture = contactImage();
    try {
      if (picture) return await account.send(address, cardOf(text, picture));
    } catch (error) {
      if (!isShapeRefused(error)) throw error;
    }
    return account.send(address, { kind: 'text', text });
  };

/** A message in the parts that `fit` makes: words with buttons, or one file. */
export const createSend = (deps: SendingDeps): Channel['send'] => {
  const { account, now, buttons } = deps;
  const sendFile = createSendFile(deps);
  const sendCard = createSendCard(deps);

  const say = (address: string, message: ZaloMessage) => account.send(address, message);

  const sayNumbered = async (address: string, message: Rendered): Promise<ZaloSent> => {
    const [first = '', ...rest] = numbered(message, zaloLike.textLength);
    let sent = await say(address, { kind: 'text', text: first });
    for (const text of rest) sent = await say(address, { kind: 'text', text });
    return sent;
  };

  const sendWords = async (address: string, message: Rendered): Promise<ZaloSent> => {
    const { text, choices } = message;
    if (choices.length === 0) return say(address, { kind: 'text', text });
    if (buttons.refused()) return sayNumbered(address, message);
    try {
      return await say(address, { kind: 'text', text, buttons: buttonsOf(message) });
    } catch (error) {
      if (!isShapeRefused(error)) throw error;
    }
    const sent = await sayNumbered(address, message);
    // Without buttons it went: so it was them.
    buttons.noteRefusal();
    return sent;
  };

  return (address, message, context = {}) =>
    sending(now, async () => {
      check(message);
      checkWindow(context, now());
      const { image, file, asksContact } = message;
      if (asksContact) return sentAs(await sendCard(address, message.text));
      if (image) return sentAs(await sendFile(address, 'image', image));
      if (file) return sentAs(await sendFile(address, 'file', file));
      return sentAs(await sendWords(address, message));
    });
};
