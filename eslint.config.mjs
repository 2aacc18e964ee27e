import tseslint from 'typescript-eslint';

/** Import rules that a beginner should meet in the editor; `.dependency-cruiser.cjs` holds the whole table. */
const restrictImports = (message, ...names) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: names.map((name) => ({ name, message })),
      patterns: [{ group: names.map((name) => `${name}/*`), message }],
    },
  ],
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', '**/node_modules/', 'sample/', 'test/host/.cache/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-params': ['error', 5],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        {
          selector: "ImportDeclaration[source.value='@vscode/l10n'] > ImportSpecifier",
          message: "Write import * as l10n from '@vscode/l10n': the extractor misses a named t.",
        },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: restrictImports(
      'The core is pure: reach the outside through a port.',
      'vscode',
      'lowdb',
      'node:*',
    ),
  },
  {
    files: ['src/commands/**/*.ts', 'src/tree/model/**/*.ts'],
    rules: restrictImports('Talk to VS Code and to files through a port.', 'vscode', 'lowdb', 'node:*'),
  },
  {
    // Mocha's hooks and tests take promises; node:assert narrows by statements.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
    },
  },
);
