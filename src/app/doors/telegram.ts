import { SendError, type FilePort, type MenuCommand } from '../../channels/channel.ts';
import { createTelegramChannel, type TelegramChannel } from '../../channels/telegram/channel.ts';
import type { TelegramConfig } from '../config.ts';
import type { Door, Take } from './door.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import type { Troubles } from './troubles.ts';

export type TelegramDoorDeps = {
  config: TelegramConfig;
  publicUrl: string | undefined;
  files: FilePort;
  /** What strangers are offered while they type. */
  menuOf(lang: 'vi' | 'en'): readonly MenuCommand[];
  troubles: Troubles;
  log: Log;
};

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

const growing = (tries: number): number => Math.min(firstPauseMs * 2 ** tries, longestPauseMs);

/** Repeats until it is done or the signal fires; true when it is done. */
const untilDone = async (
  work: () => Promise<void>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<boolean> => {
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      await work();
      return true;
    } catch (error) {
      onError(error);
      await pause(growing(tries), signal);
    }
  }
  return false;
};

const pollInto = async (
  channel: TelegramChannel,
  signal: AbortSignal,
  take: Take,
): Promise<void> => {
  for await (const batch of channel.poll(signal)) {
    for (const delivery of batch) await take(delivery);
  }
};

const createChannel = ({ config, files, troubles, log }: TelegramDoorDeps): TelegramChannel =>
  createTelegramChannel({
    token: config.token,
    root: config.root,
    webhookSecret: config.mode === 'webhook' ? config.webhookSecret : undefined,
    files,
    onUnknown: (update) => log.info({ update }, 'telegram: not served'),
    onTrouble(error) {
      troubles.note('telegram', error);
      if (error) log.warn({ err: error }, 'telegram: no updates');
    },
  });

/** Telegram as compose wires it: by its webhook, or by asking for updates where no address is open to it. */
export const openTelegram = (deps: TelegramDoorDeps): Door => {
  const { config, publicUrl, menuOf, troubles, log } = deps;
  const channel = createChannel(deps);
  const byWebhook = config.mode === 'webhook';
  let username: string | undefined;

  const greet = async (): Promise<void> => {
    ({ username } = await channel.whoAmI());
    await channel.setWebhook(byWebhook ? `${publicUrl ?? ''}/webhooks/telegram` : undefined);
    for (const lang of ['vi', 'en'] as const) await channel.setMenu?.(menuOf(lang), { lang });
    troubles.note('telegram', undefined);
    log.info({ mode: config.mode }, 'telegram: connected');
  };
  const onError = (error: unknown): void => {
    if (error instanceof SendError) troubles.note('telegram', error);
    log.warn({ err: error }, 'telegram: tried again');
  };

  return {
    channel,
    ...(byWebhook ? { receiver: channel } : {}),
    async whileLeading(signal, take) {
      if (!(await untilDone(greet, signal, onError)) || byWebhook) return;
      await untilDone(() => pollInto(channel, signal, take), signal, onError);
    },
    link: (code) =>
      username && `https://t.me/${username}${code === undefined ? '' : `?start=${code}`}`,
  };
};
