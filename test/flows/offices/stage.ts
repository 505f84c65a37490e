import { entries, flows } from '../../../flows/index.ts';
import type { Stage } from '../transcript.ts';
import { followWorld } from './follow-world.ts';
import { lastOneWorld, leavingWorld } from './handover-world.ts';
import { noTemplatesWorld, outsideWorld, uncheckedWorld } from './outside-world.ts';
import { officeWorld, unitWorld } from './worlds.ts';

export const stage: Stage = {
  flows,
  entries,
  worlds: {
    office: officeWorld,
    unit: unitWorld,
    follow: followWorld,
    'last-one': lastOneWorld,
    leaving: leavingWorld,
    outside: outsideWorld,
    unchecked: uncheckedWorld,
    'no-templates': noTemplatesWorld,
  },
};
