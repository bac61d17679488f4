// What the linter holds as errors. No comment in the code can switch a rule off; exceptions live in tools/exceptions.json.
import { readFileSync } from 'node:fs'
import tseslint from 'typescript-eslint'

const exceptions = JSON.parse(readFileSync(new URL('./tools/exceptions.json', import.meta.url), 'utf8'))

const limits = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
  complexity: ['error', 10],
}

const correctness = {
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
  'no-console': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unnecessary-type-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
    { selector: 'TSEnumDeclaration', message: 'Use a list of strings.' },
    { selector: "CallExpression[callee.property.name='only']", message: 'A focused test hides the others.' },
    { selector: "CallExpression[callee.property.name='skip']", message: 'A skipped test proves nothing.' },
  ],
}

const excepted = exceptions.map(({ file, rule }) => ({ files: [file], rules: { [rule]: 'off' } }))

export default [
  { ignores: ['dist/**', 'node_modules/**', '.sidmi/**', 'src/platform/db/tables.ts'] },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'tools/**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { ...correctness, ...limits },
  },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**/*.ts'], rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] } },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  ...excepted,
]
