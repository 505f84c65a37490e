const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, sourceMaps: 'inline' },
];

/** Two kinds of tests: `unit` touches nothing outside the process, `system` opens sockets, files and children. */
const project = (name, folders) => ({
  displayName: name,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  transform: { '^.+\\.ts$': swc, 'node_modules/(.+/)?cookie/dist/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!.*cookie/dist/)'],
});

export default {
  projects: [
    project('unit', [
      'domain',
      'dialog',
      'docs',
      'flows',
      'programmes',
      'locales',
      'channels',
      'tools',
    ]),
    {
      ...project('system', [
        'embedded',
        'store',
        'app',
        'jobs',
        'web',
        'simulator',
        'documents',
        'zalo-oa-sdk',
      ]),
      setupFiles: ['<rootDir>/test/system-timeout.ts'],
    },
  ],
};
