import type { FilePort, MenuCommand } from '../../channels/channel.ts';
import type { LinkTo } from '../../channels/fit.ts';
import type { Store } from '../../store/connect.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Speaker } from '../words.ts';
import type { Door } from './door.ts';
import type { Troubles } from './troubles.ts';

export type DoorsDeps = {
  config: Config;
  store: Store;
  /** The program's own. */
  secret: string;
  /** Who this process is among those that share the database. */
  holder: string;
  now(): Date;
  realNow(): Date;
  linkTo: LinkTo;
  /** Where people reach this program. */
  base(): string | undefined;
  /** What strangers are offered while they type. */
  menuOf(lang: 'vi' | 'en'): readonly MenuCommand[];
  speaker: Speaker;
  troubles: Troubles;
  log: Log;
};

/** Telegraf is loaded only where it is needed: it would cost every other start a tenth of a second. */
const telegramDoors = async (deps: DoorsDeps): Promise<readonly Door[]> => {
  const { config, store, menuOf, troubles, log } = deps;
  if (!config.telegram) return [];
  const { openTelegram } = await import('./telegram.ts');
  const files: FilePort = store.files;
  const { telegram, publicUrl } = config;
  return [openTelegram({ config: telegram, publicUrl, files, menuOf, troubles, log })];
};

/** The same for axios. */
const zaloDoors = async (deps: DoorsDeps): Promise<readonly Door[]> => {
  const { zalo } = deps.config;
  if (!zalo) return [];
  const { openZalo } = await import('./zalo.ts');
  return [openZalo({ ...deps, config: zalo })];
};

/** The vendors' channels that are configured; Zalo first, as most people have it. */
export const openDoors = async (deps: DoorsDeps): Promise<readonly Door[]> => [
  ...(await zaloDoors(deps)),
  ...(await telegramDoors(deps)),
];
