import { jest } from '@jest/globals';

/** Children, sockets and disks need longer than jest's five seconds on a busy machine. */
jest.setTimeout(60_000);
