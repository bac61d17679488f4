// The protocols an alert may point to, for whoever writes one or reads it.
import { anyoneGranted } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import { NoInput } from '../../../platform/schema.ts'
import { ProtocolList } from '../model/views.ts'
import { protocolNote, protocols } from '../rules/protocols.ts'

export const listProtocols = action({
  name: 'protocol.list',
  summary: { es: 'Ver los protocolos', en: 'See the protocols' },
  input: NoInput,
  output: ProtocolList,
  may: anyoneGranted,
  run: () => Promise.resolve({ items: [...protocols], note: protocolNote }),
  remember: () => ({ nothing: 'the same steps for everybody' }),
})
