/** `npm run bench`: every benchmark in a process of its own, one after the other. Prints; asserts nothing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const runs = [
  ['turns.ts', '200'],
  // 40 people at half of what one process takes: about 30 turns a second.
  ['turns.ts', '40', '1300'],
  ['memory.ts'],
  ['start.ts'],
  ['store.ts'],
  ['embedded.ts'],
  ['dialog.ts'],
  ['reminders.ts'],
  ['wave.ts'],
  ['zalo-webhook.ts'],
  ['zalo-wave.ts', '600'],
  ['documents.ts'],
] as const;

for (const [file, ...words] of runs) {
  console.log(`\n# ${[file, ...words].join(' ')} (Node ${process.version})`);
  spawnSync(
    process.execPath,
    ['--max-old-space-size=512', '--import', 'tsx', join(import.meta.dirname, file), ...words],
    {
      stdio: 'inherit',
    },
  );
}
