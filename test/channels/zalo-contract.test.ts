import { afterEach } from '@jest/globals';
import type { SendErrorCode } from '../../src/channels/channel.ts';
import type { Fault } from '../zalo-oa-sdk/double-server.ts';
import { channelContract } from './contract.ts';
import { address, openBench, type ZaloBench } from './zalo-bench.ts';

const faults: Readonly<Record<SendErrorCode, Fault>> = {
  throttled: { error: -32, message: 'Your application reached limit call api' },
  blocked: { error: -244, message: 'User has restricted this message type from your OA' },
  unreachable: { error: -227, message: 'User is banned or has been inactive for over 45 days' },
  window_closed: { error: -230, message: 'User has not interacted in the past 7 days' },
  rejected: { error: -210, message: 'Parameter exceeds allowable limit' },
  config: { error: -224, message: 'Upgrade to a higher OA package' },
  transient: { status: 502, body: '<html>bad gateway</html>' },
};

let bench: ZaloBench | undefined;

const makeBench = async () => {
  bench = await openBench();
  const { zalo, person, channel } = bench;
  return {
    channel,
    address,
    unknownAddress: '1111111111111111111',
    failNext: (code: SendErrorCode) => zalo.account.failNext('/v3.0/oa/message/cs', faults[code]),
    shown: async () => person.shown.map(({ text }) => text ?? ''),
  };
};

afterEach(async () => {
  await bench?.zalo.close();
  bench = undefined;
});

channelContract('zalo', makeBench);
