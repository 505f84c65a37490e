import type { Channel, SendContext, SendError, Template } from '../../src/channels/channel.ts';
import { webLike, zaloLike, zaloWindow } from '../../src/channels/limits.ts';
import type { Rendered } from '../../src/dialog/message.ts';

export type Said = { address: string; message: Rendered; context: SendContext | undefined };

/** A channel that keeps what was sent, and fails next as it is told to. */
export type RecordingChannel = Channel & {
  said: Said[];
  templates: { address: string | undefined; template: Template }[];
  failSend(...errors: SendError[]): void;
  failTemplate(...errors: SendError[]): void;
};

/** With Zalo's window and templates. */
export const windowChannel = (name: string): RecordingChannel => {
  const said: RecordingChannel['said'] = [];
  const templates: RecordingChannel['templates'] = [];
  const sendFailures: SendError[] = [];
  const templateFailures: SendError[] = [];
  const failNext = (failures: SendError[]): void => {
    const next = failures.shift();
    if (next) throw next;
  };
  return {
    name,
    window: zaloWindow,
    async sendTemplate(address, template) {
      failNext(templateFailures);
      templates.push({ address, template });
      return {
        providerId: `t${String(templates.length)}`,
        by: address === undefined ? 'phone' : 'user',
      };
    },
    limits: () => ({ ...zaloLike, rate: webLike.rate }),
    async send(address, message, context) {
      failNext(sendFailures);
      said.push({ address, message, context });
      return { providerId: `s${String(said.length)}` };
    },
    said,
    templates,
    failSend: (...errors) => void sendFailures.push(...errors),
    failTemplate: (...errors) => void templateFailures.push(...errors),
  };
};

/** Nothing to wait for: everybody can be written to. */
export const openChannel = (name: string): RecordingChannel => {
  const { window: _window, sendTemplate: _template, ...rest } = windowChannel(name);
  return rest;
};
