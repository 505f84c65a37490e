import { afterEach } from '@jest/globals';
import type { SendErrorCode } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import { channelContract } from './contract.ts';
import { openTelegramDouble, type Fault, type TelegramDouble } from './telegram-double.ts';

const faults: Readonly<Partial<Record<SendErrorCode, Fault>>> = {
  throttled: { code: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 },
  blocked: { code: 403, description: 'Forbidden: bot was blocked by the user' },
  unreachable: { code: 403, description: 'Forbidden: user is deactivated' },
  rejected: { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
  config: { code: 401, description: 'Unauthorized' },
  transient: { raw: 'bad gateway' },
};

let double: TelegramDouble | undefined;

const makeBench = async () => {
  double = await openTelegramDouble();
  const { root, token, chat, failNext } = double;
  const address = '5550001234';
  chat(address);
  return {
    channel: createTelegramChannel({
      root,
      token,
      webhookSecret: undefined,
      files: createMemoryFiles(),
      onUnknown: () => undefined,
      onTrouble: () => undefined,
    }),
    address,
    unknownAddress: '5550009999',
    failNext(code: SendErrorCode) {
      const fault = faults[code];
      if (!fault) throw new Error(`Telegram never says ${code}`);
      failNext(/^send/, fault);
    },
    shown: () => Promise.resolve(chat(address).shown.map(({ text }) => text)),
  };
};

afterEach(async () => {
  await double?.close();
  double = undefined;
});

channelContract('telegram', makeBench, {
  window_closed: 'a bot may write at any time to whoever has started it',
});
