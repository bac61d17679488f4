// The catalogues as a file's coding asks them.
import { countries, country, countryByName, offence, offences, territoriesOf, territory, territoryByName, territoryByNationalCode } from '../../catalogues/index.ts'
import type { Codebook } from '../model/coding.ts'

export const codebook: Codebook = {
  territoryByNationalCode: (countryCode, code) => territoryByNationalCode(countryCode, code)?.code,
  territoryByName: (countryCode, name) => territoryByName(countryCode, name)?.code,
  territoryCode: (code) => territory(code)?.code,
  countryCode: (code) => country(code)?.code,
  countryByName: (name) => countryByName(name)?.code,
  hasOffence: (id) => offence(id) !== undefined,
  nationalCodes: (countryCode) => territoriesOf(countryCode).flatMap((each) => each.nationalCode ?? []),
  territoryNames: (countryCode) => territoriesOf(countryCode).map((each) => each.names.es),
  territoryCodes: () => countries().flatMap((each) => territoriesOf(each.code).map((own) => own.code)),
  countryCodes: () => countries().flatMap((each) => [each.code, each.alpha3]),
  countryNames: () => countries().flatMap((each) => [each.names.es, each.names.en]),
  offenceIds: () => offences().map((each) => each.code),
}
