import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../dependency-cruiser.config.js';

/** Checks every arrow of the house, and that it really looked: a tool that sees no module finds no fault. */
const { options, ...ruleSet } = config;
const { output } = await cruise(
  ['src', 'flows', 'jobs'],
  { ...options, ruleSet, validate: true } as never,
  {},
  { tsConfig: extractTsConfig('tsconfig.json') },
);
const { modules, summary } = output as ICruiseResult;
const ours = modules.filter(({ source }) => /^(src|flows|jobs)\//.test(source));

for (const { from, to, rule } of summary.violations) {
  const comment = config.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(`${from} -> ${to}\n  ${rule.name}. ${comment}`);
}
if (ours.length < 10)
  console.error(`Only ${String(ours.length)} modules seen: the check is blind.`);
console.log(
  `arrows: ${String(ours.length)} modules, ${String(summary.totalDependenciesCruised)} arrows, ${String(summary.violations.length)} violations`,
);
process.exitCode = summary.violations.length > 0 || ours.length < 10 ? 1 : 0;
