import type { Config } from './config.ts';

/** Where people reach this program from their phones. */
export type OutsideAddress = {
  /** Without a slash at its end; undefined while, or where, nobody does. */
  base(): string | undefined;
  /** Where this process is found on its own machine, as soon as it listens. */
  listening(url: string): void;
};

/** Links lead to the outside over https; the sample's phones stand on this machine. */
export const createOutsideAddress = ({
  publicUrl,
  simulator,
}: Pick<Config, 'publicUrl' | 'simulator'>): OutsideAddress => {
  let own: string | undefined;
  return {
    base() {
      if (publicUrl?.startsWith('https://')) return publicUrl.replace(/\/+$/u, '');
      return simulator ? own : undefined;
    },
    listening(url) {
      own = url;
    },
  };
};
