// The generated documents reviewers must see change: who may do what, what each module holds, and the interface.
import type { AnyAct } from '../src/platform/action.ts'
import { openApi } from '../src/platform/http/openapi.ts'
import type { Module } from '../src/platform/module.ts'

export interface RoleTable {
  roles: readonly string[]
  actsOf: (role: string) => ReadonlySet<string>
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const conditionOf = (act: AnyAct): string => act.condition?.en ?? 'none beyond the grant'

/** `access.md`: every act × role × condition. An empty cell denies. */
export const accessDocument = (modules: readonly Module[], { roles, actsOf }: RoleTable): string => {
  const rows = modules.flatMap((module) => module.actions).toSorted((a, b) => a.name.localeCompare(b.name))
    .map((act) => [`\`${act.name}\``, ...roles.map((role) => (actsOf(role).has(act.name) ? '●' : '')), conditionOf(act)])
  return `# Who may do what\n\nGenerated. An empty cell denies; the condition holds for everyone but the node itself, which performs queued acts.\n\n${table(['act', ...roles, 'condition'], rows)}\n`
}

const moduleSection = (module: Module): string => {
  const parts = [
    `## ${module.name}`,
    table(['act', 'kind', 'addresses'], module.actions.map((act) => [
      `\`${act.name}\``, act.kind,
      [
        ...(module.routes ?? []).filter((route) => route.act.name === act.name).map((route) => `${route.method} ${route.path}`),
        ...(module.pages ?? []).filter((page) => page.act.name === act.name).map((page) => `page ${page.path}`),
      ].join(', '),
    ])),
    ...(module.reactions ?? []).map((reaction) => `- reacts to \`${reaction.on}\`: ${reaction.name}`),
    ...(module.schedules ?? []).map((schedule) => `- by the clock (${schedule.cron} UTC): \`${schedule.act}\``),
  ]
  return parts.join('\n\n')
}

/** `map.md`: module → acts, addresses, reactions, schedules. */
export const mapDocument = (modules: readonly Module[]): string =>
  `# What each module holds\n\nGenerated.\n\n${modules.map(moduleSection).join('\n\n')}\n`

/** One line an address, so that a change of one shows as one line. */
export const openApiDocument = (modules: readonly Module[]): string => {
  const { paths, ...rest } = openApi(modules)
  const lines = Object.entries(paths as object).map(([path, operations]) => `${JSON.stringify(path)}: ${JSON.stringify(operations)}`)
  return `{\n"paths": {\n${lines.join(',\n')}\n},\n${JSON.stringify(rest, null, 1).slice(2)}\n`
}
