/**
 * The arrows of the house. Each room names all that it may import; whatever else it reaches for is an
 * error whose comment says what to do instead. `self` is always allowed.
 */
const rooms = [
  {
    room: '^src/domain/',
    may: [],
    instead:
      'The domain is pure: take the value, the time or the id as an argument, and let src/app fetch it.',
  },
  {
    room: '^src/dialog/',
    may: ['^src/domain/', '@grammyjs/conversations'],
    instead:
      'A dialog knows questions and answers only: ask src/app for data through Turn.read and Turn.run.',
  },
  {
    room: '^flows/',
    may: ['^src/dialog/', '^src/domain/'],
    instead: 'A flow is a talk: move the work behind a command or a query of src/domain.',
  },
  {
    room: '^jobs/',
    may: ['^src/app/jobs\\.ts$', '^src/domain/'],
    instead: 'A job gets what it needs as `deps` (src/app/jobs.ts): add it to that contract.',
  },
  {
    room: '^src/programmes/',
    may: ['^src/domain/', 'zod', 'node:'],
    instead: 'This room only reads and validates programmes/*.json.',
  },
  {
    room: '^src/channels/(?!(telegram|zalo|web)/)',
    may: ['^src/dialog/message\\.ts$'],
    instead:
      'The channel contract knows messages only: words come in as `phrase`, data as arguments.',
  },
  {
    room: '^src/channels/telegram/',
    may: [
      '^src/channels/[^/]+\\.ts$',
      '^src/dialog/message\\.ts$',
      'telegraf',
      '@grammyjs/types',
      'node:',
    ],
    instead: 'A channel talks to its vendor only: pass the rest in through a port.',
  },
  {
    room: '^src/channels/zalo/',
    may: ['^src/channels/[^/]+\\.ts$', '^src/dialog/message\\.ts$', '^src/zalo-oa-sdk/', 'node:'],
    instead: 'A channel talks to its vendor only: pass the rest in through a port.',
  },
  {
    room: '^src/channels/web/',
    may: ['^src/channels/[^/]+\\.ts$', '^src/dialog/message\\.ts$', 'fastify', 'zod', 'node:'],
    instead: 'A channel talks to its people only: pass the rest in through a port.',
  },
  {
    room: '^src/zalo-oa-sdk/',
    may: ['axios', 'zod', 'node:'],
    instead: 'Any project could lift this room out: keep our words out of it.',
  },
  {
    room: '^src/store/',
    may: ['^src/domain/', 'mongoose', 'mongodb', 'node:'],
    instead: 'The store answers named questions; whoever asks passes the values in.',
  },
  {
    room: '^src/documents/',
    may: [
      '^src/domain/',
      'docxtemplater',
      'pizzip',
      'docx',
      'hucre',
      'mammoth',
      '@napi-rs/canvas',
      'qrcode',
      'node:',
    ],
    instead: 'Documents turn data into bytes and back: fetch the data in src/app.',
  },
  {
    room: '^src/embedded/',
    may: ['bson', 'classic-level', 'sorted-btree', 'node:'],
    instead: 'The embedded server knows the wire protocol, never the bot.',
  },
  {
    room: '^src/i18n/',
    may: ['i18next', 'node:'],
    instead: 'i18n renders keys: choose the key elsewhere.',
  },
];

const packageOf = (name) => (name === 'node:' ? null : `^node_modules/${name}(/|$)`);

const roomRules = rooms.map(({ room, may, instead }) => {
  const allowed = may.map((one) => (one.startsWith('^') ? one : packageOf(one))).filter(Boolean);
  const types = may.includes('node:') ? [] : ['core'];
  return [
    {
      name: `${room.replace(/[^a-z/]/g, '')} reaches out`,
      comment: instead,
      severity: 'error',
      from: { path: room },
      to: { pathNot: [room, ...allowed], dependencyTypesNot: ['core'] },
    },
    ...types.map(() => ({
      name: `${room.replace(/[^a-z/]/g, '')} uses node`,
      comment: instead,
      severity: 'error',
      from: { path: room },
      to: { dependencyTypes: ['core'] },
    })),
  ];
});

/** One package, one home. */
const homes = [
  ['mongoose', '^src/store/'],
  ['agenda', '^src/app/scheduler\\.ts$'],
  ['@agendajs/mongo-backend', '^src/app/scheduler\\.ts$'],
  ['pino', '^src/app/log\\.ts$'],
  ['prom-client', '^src/app/metrics\\.ts$'],
  ['close-with-grace', '^src/(main|app/compose)\\.ts$'],
  ['i18next', '^src/i18n/'],
  ['classic-level', '^src/embedded/'],
  ['bson', '^src/embedded/'],
  ['mammoth', '^src/documents/'],
  ['nodemailer', '^src/app/mail\\.ts$'],
  ['axios', '^src/zalo-oa-sdk/'],
  ['telegraf', '^src/channels/telegram/api\\.ts$'],
  ['@grammyjs/types', '^src/channels/telegram/'],
  ['@grammyjs/conversations', '^src/dialog/runner\\.ts$'],
];

const homeRules = homes.map(([name, home]) => ({
  name: `${name} has one home`,
  comment: `Only ${home} imports ${name}: call what that room exports.`,
  severity: 'error',
  from: { path: '^(src|flows|jobs)/', pathNot: home },
  to: { path: `^node_modules/${name}(/|$)` },
}));

export default {
  forbidden: [
    ...roomRules.flat(),
    ...homeRules,
    {
      name: 'only compose sees the lists',
      comment: 'flows and jobs are handed over by src/app/compose.ts: take them as an argument.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/compose\\.ts$' },
      to: { path: '^(flows|jobs)/' },
    },
    {
      name: 'no circles',
      comment: 'Move what both need into a file of its own below them.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared packages only',
      comment: 'Add the package to package.json, with its reason in docs/decisions.md.',
      severity: 'error',
      from: { path: '^(src|flows|jobs)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown', 'undetermined'],
        // A type is gone before the program runs.
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
