import tseslint from 'typescript-eslint';

/** A room's size is part of its design: a file or a function that outgrows these asks for a new wall. */
const sizes = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
};

const noAmbient = (...banned) => [
  'error',
  ...banned.map(([selector, message]) => ({ selector, message })),
];

const clock = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Time is an argument: take a Now.'],
  [
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'Time is an argument: take a Now.',
  ],
];
const chance = [
  [
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    'Chance is an argument: take an id maker.',
  ],
];
const shapes = [
  ['TSEnumDeclaration', 'A union of strings says the same and needs no code.'],
  ['ExportDefaultDeclaration', 'Export by name, so that a search finds every use.'],
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'data', 'coverage'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '.*.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // No object of ours uses `this`: methods of contracts are plain functions.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'flows/**/*.ts', 'jobs/**/*.ts'],
    rules: { ...sizes, 'no-restricted-syntax': noAmbient(...clock, ...chance, ...shapes) },
  },
  {
    files: ['src/app/compose.ts', 'src/app/cli/*.ts', 'src/embedded/**/*.ts'],
    rules: { 'no-restricted-syntax': noAmbient(...shapes) },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.js'],
    ...tseslint.configs.disableTypeChecked,
  },
);
