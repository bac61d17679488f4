// The names SDMX gives to the parts of a structure (SDMX 2.1 section 5, URN).
import { agency, version } from '../model.ts'

const packages = { Dataflow: 'datastructure', DataStructure: 'datastructure', Codelist: 'codelist', ConceptScheme: 'conceptscheme', Concept: 'conceptscheme' } as const

/** `urn:sdmx:org.sdmx.infomodel.<package>.<kind>=SIDMI:<id>(1.0)`, with the item after a dot. */
export const urnOf = (kind: keyof typeof packages, id: string, item?: string): string =>
  `urn:sdmx:org.sdmx.infomodel.${packages[kind]}.${kind}=${agency}:${id}(${version})${item ? `.${item}` : ''}`
