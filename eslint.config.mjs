/** The strictest rules of typescript-eslint, and what the engine must not touch. */
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

/** Each would tie the engine to a host, or make two runs over the same text differ. */
const hostGlobals = [
  ...['process', 'Buffer', 'console', 'require', 'module', 'global', '__dirname', '__filename', 'window', 'document', 'navigator', 'fetch'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance', 'crypto', 'structuredClone', 'URL', 'TextEncoder', 'TextDecoder'],
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'examples/', 'snippets/', 'rules/', 'test-results/', 'coverage/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans print as anyone expects; the rule's other cases (objects, undefined) stay errors.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Name what you export: a name can be searched for.' }],
    },
  },
  // Tools ask for a default export in their configuration.
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['server/engine/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...hostGlobals.map((name) => ({ name, message: 'The engine is pure: it runs wherever JavaScript does, and its input is its only source.' }))],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The engine has no clock: the day is `Workspace.today`.' },
        { object: 'Math', property: 'random', message: 'The same workspace gives the same report.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export: a name can be searched for.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The engine has no clock: the day is `Workspace.today`.' },
        { selector: 'ImportExpression', message: 'The engine is loaded whole, by a host that knows how.' },
        { selector: 'CallExpression[callee.object.name="ts"][callee.property.name="forEachChild"] > Identifier.arguments:nth-child(2)', message: 'Chains nest thousands deep: use `walk` of syntax/script.ts, which needs no stack.' },
        { selector: 'Program > VariableDeclaration[kind="let"]', message: 'No state outside of a snapshot: two workspaces must not see each other.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', require: 'readonly' } },
  },
);
