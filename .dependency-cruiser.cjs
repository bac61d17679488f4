// The shape of the code as rules: dependencies point one way, modules meet at front doors, only stores touch the database.
const onlyTypes = { dependencyTypesNot: ['type-only'] }

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'platform-knows-no-business', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(modules|workspace|cli)/' } },
    {
      name: 'front-door-only', severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index|model)\\.ts$', '^src/modules/[^/]+/model/'] },
    },
    {
      name: 'only-the-system-names-modules', severity: 'error',
      from: { path: '^src/', pathNot: '^src/(modules/|workspace/|reporter/|cli/|system\\.ts|server\\.ts)' },
      to: { path: '^src/modules/' },
    },
    {
      name: 'rules-touch-nothing', severity: 'error',
      from: { path: '^src/modules/[^/]+/(model|rules)(/|\\.ts)', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(modules/[^/]+/(store|actions|routes|pages|reactions|index)|platform/(db|http|work|perform))' },
    },
    {
      name: 'only-stores-reach-the-database', severity: 'error',
      from: { path: '^src/modules/[^/]+/', pathNot: ['/store(/|\\.ts)', '\\.test\\.ts$'] },
      to: { path: '^(src/platform/db/|node_modules/(kysely|pg|pg-copy-streams)/)', ...onlyTypes },
    },
    {
      name: 'actions-know-no-wire', severity: 'error',
      from: { path: '^src/modules/[^/]+/(actions|rules|store)(/|\\.ts)', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/platform/(http|html)/|node_modules/fastify/)', ...onlyTypes },
    },
    {
      name: 'workspace-sees-only-models', severity: 'error',
      from: { path: '^src/workspace/' },
      to: { path: '^src/', pathNot: ['^src/workspace/', '^src/modules/[^/]+/model(\\.ts|/)', '^src/platform/(text|schema|problem|problems|weeks)\\.ts', '^src/platform/(charts|html|seal)/'] },
    },
    {
      name: 'reporter-sees-only-models-and-rules', severity: 'error',
      from: { path: '^src/reporter/' },
      to: { path: '^src/', pathNot: ['^src/reporter/', '^src/modules/(reports|units)/(model|rules)(\\.ts|/)', '^src/platform/(seal/|text\\.ts)'] },
    },
    {
      name: 'reporter-stays-light', severity: 'error',
      from: { path: '^src/(reporter|modules/reports/(rules|model/answers))', pathNot: '\\.test\\.ts$' },
      to: { path: '^(node_modules/(zod|react|kysely)/|src/platform/schema)', ...onlyTypes },
    },
    {
      name: 'screens-stay-apart', severity: 'error',
      from: { path: '^src/workspace/(?!kit/|main|router)([^/]+)/' },
      to: { path: '^src/workspace/([^/]+)/', pathNot: ['^src/workspace/$1/', '^src/workspace/kit/', '^src/workspace/(catalogues|vault)/'] },
    },
    { name: 'shipped-code-has-no-test-code', severity: 'error', from: { path: '^src/', pathNot: '\\.test\\.tsx?$' }, to: { path: '(^tests/|\\.test\\.tsx?$)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
