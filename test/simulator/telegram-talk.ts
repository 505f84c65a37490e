import { expect } from '@jest/globals';
import { openTelegramDouble, type TelegramDouble } from '../channels/telegram-double.ts';
import { telegramPhone, type TelegramPhone } from '../channels/telegram-phone.ts';
import { connect, type SimulatorClient } from './phone.ts';
import { freshFolder, startProgram, type Started } from './program.ts';

type Env = Record<string, string>;

/** The real program with Telegram pointed at a stand-in, beside the simulator's phones. */
export type Bench = {
  double: TelegramDouble;
  program(): Started;
  api(): SimulatorClient;
  phone(id: number): TelegramPhone;
  /** Everything that was taken is done and answered. */
  settle(): Promise<void>;
  /** A power cut, and the next start. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export const openBench = async (more: Env = {}): Promise<Bench> => {
  const double = await openTelegramDouble();
  const folder = await freshFolder();
  const env = {
    DATA_DIR: folder.dir,
    SIMULATOR: 'on',
    TELEGRAM_BOT_TOKEN: double.token,
    TELEGRAM_API_ROOT: double.root,
    ...more,
  };
  const begin = async (): Promise<Started> => {
    const started = await startProgram(env);
    double.updates.webhookAt(started.url);
    return started;
  };
  let program = await begin();
  return {
    double,
    program: () => program,
    api: () => connect(program.url),
    phone: (id) => telegramPhone(double, id),
    settle: () => connect(program.url).settle(),
    async restart() {
      await program.kill();
      program = await begin();
    },
    async close() {
      expect(double.slips).toEqual([]);
      expect(program.said()).not.toContain(double.token.split(':')[1]);
      await program.stop();
      await double.close();
      await folder.remove();
    },
  };
};
