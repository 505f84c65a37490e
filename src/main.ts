import closeWithGrace from 'close-with-grace';
import { startApp } from './app/compose.ts';
import { exitConfig, readConfig } from './app/config.ts';
import { StartError } from './app/start-error.ts';

const complain = (words: string): void => void process.stderr.write(`${words}\n`);

const read = readConfig(process.env);
if ('problems' in read) {
  complain('The configuration is wrong:');
  for (const { name, message } of read.problems) complain(`  ${name}: ${message}`);
  process.exit(exitConfig);
}

/** The disk no longer takes what we promise to keep: stop at once, so that nothing is promised any more. */
const onFatal = (error: Error): void => {
  complain(`The database failed and the program stops: ${error.message}`);
  process.exit(1);
};

try {
  const app = await startApp(read.config, onFatal);
  process.stdout.write(`Ba chủ động: ${app.url}\n`);
  closeWithGrace({ delay: 5_000, logger: false }, async ({ err }) => {
    if (err) complain(`The program stops after an unexpected fault: ${err.stack ?? err.message}`);
    await app.stop();
  });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  complain(error.message);
  process.exit(1);
}
