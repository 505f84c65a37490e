import { describe, expect, it } from '@jest/globals';
import {
  SendError,
  sendErrorCodes,
  type Channel,
  type SendErrorCode,
} from '../../src/channels/channel.ts';
import type { Rendered, RenderedChoice } from '../../src/dialog/message.ts';

/**
 * What a channel's test brings along: the channel against its strict double, an address that can be reached
 * and one that cannot, and a way to make the next send fail as the vendor would.
 */
export type Bench = {
  channel: Channel;
  address: string;
  unknownAddress: string;
  failNext: (code: SendErrorCode) => void | Promise<void>;
  /** Texts now visible at `address`, oldest first. */
  shown: () => Promise<string[]>;
};

const message = (text: string, more: Partial<Rendered> = {}): Rendered => ({
  text,
  choices: [],
  ...more,
});

const choice = (index: number, label = `Chọn ${index}`): RenderedChoice => ({
  id: `open:${index}`,
  label,
  tone: 'plain',
  action: 'open',
});

const failure = async (work: Promise<unknown>): Promise<SendError> => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(SendError);
  return thrown as SendError; // narrowed by the line above
};

const tooMuch = (channel: Channel, address: string): [string, Rendered][] => {
  const { textLength, buttons, buttonTitle, fileSize } = channel.limits(address);
  const file = { id: 'f', name: 'to.docx', type: 'application/msword', size: fileSize + 1 };
  return [
    ['a longer text', message('a'.repeat(textLength + 1))],
    [
      'more buttons',
      message('a', { choices: Array.from({ length: buttons + 1 }, (_, i) => choice(i)) }),
    ],
    ['a longer title', message('a', { choices: [choice(1, 'b'.repeat(buttonTitle + 1))] })],
    ['a larger file', message('a', { file })],
    ['nothing at all', message('')],
  ];
};

/** Failures that a vendor has no word for, each with the reason. */
export type Never = Partial<Record<SendErrorCode, string>>;

/** Every channel passes this. `makeChannel` gives a fresh bench for each test. */
export const channelContract = (
  name: string,
  makeBench: () => Promise<Bench>,
  never: Never = {},
): void => {
  const codes = sendErrorCodes.filter((code) => never[code] === undefined);
  describe(`${name} keeps the channel contract`, () => {
    it('shows what was sent and returns a different id for each message', async () => {
      const { channel, address, shown } = await makeBench();
      const first = await channel.send(address, message('Kính chào đồng chí'));
      const second = await channel.send(address, message('Dòng một\nDòng hai'));
      expect(first.providerId).not.toBe('');
      expect(second.providerId).not.toBe(first.providerId);
      expect(await shown()).toEqual(['Kính chào đồng chí', 'Dòng một\nDòng hai']);
    });

    it('accepts a message that uses its limits to the full', async () => {
      const { channel, address } = await makeBench();
      const { textLength, buttons, buttonTitle } = channel.limits(address);
      const choices = Array.from({ length: buttons }, (_, i) => choice(i, 'ầ'.repeat(buttonTitle)));
      const { providerId } = await channel.send(
        address,
        message('ệ'.repeat(textLength), { choices }),
      );
      expect(providerId).not.toBe('');
    });

    it('refuses what goes beyond its limits as rejected, and shows nothing of it', async () => {
      const { channel, address, shown } = await makeBench();
      for (const [what, excess] of tooMuch(channel, address)) {
        const { code } = await failure(channel.send(address, excess));
        expect([what, code]).toEqual([what, 'rejected']);
      }
      expect(await shown()).toEqual([]);
    });

    it('replaces in place and keeps the id where it can edit, and refuses where it cannot', async () => {
      const { channel, address, shown } = await makeBench();
      const { providerId } = await channel.send(address, message('cũ'));
      const edit = channel.edit?.(address, providerId, message('mới'));
      if (channel.limits(address).edit) {
        expect(await edit).toEqual({ providerId });
        expect(await shown()).toEqual(['mới']);
      } else {
        if (edit) expect((await failure(edit)).code).toBe('rejected');
        expect(await shown()).toEqual(['cũ']);
      }
    });

    it.each(codes)(
      'fails once with %s when the vendor says so, and then recovers',
      async (code) => {
        const { channel, address, failNext, shown } = await makeBench();
        await failNext(code);
        const error = await failure(channel.send(address, message('một')));
        expect(error.code).toBe(code);
        expect(error.retryable).toBe(code === 'throttled' || code === 'transient');
        if (code === 'throttled') expect(error.retryAfter).toBeGreaterThan(0);
        await channel.send(address, message('hai'));
        expect(await shown()).toEqual(['hai']);
      },
    );

    it('calls an address that nobody has unreachable', async () => {
      const { channel, unknownAddress } = await makeBench();
      expect((await failure(channel.send(unknownAddress, message('một')))).code).toBe(
        'unreachable',
      );
    });

    it('never puts an address or the words of a message into an error', async () => {
      const { channel, address, unknownAddress, failNext } = await makeBench();
      const secret = message('Lời riêng của đồng chí');
      const errors = [await failure(channel.send(unknownAddress, secret))];
      for (const code of codes) {
        await failNext(code);
        errors.push(await failure(channel.send(address, secret)));
      }
      for (const { message: words } of errors) {
        expect(words).not.toContain(address);
        expect(words).not.toContain(unknownAddress);
        expect(words).not.toContain(secret.text);
      }
    });

    it('throws a SendError for a file that is not there', async () => {
      const { channel } = await makeBench();
      const fetched = channel.fetchFile?.('no-such-file');
      if (fetched) await failure(fetched);
      else expect(fetched).toBeUndefined();
    });
  });
};
