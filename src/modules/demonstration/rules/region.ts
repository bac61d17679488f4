// The made-up region as data: how often which offence happens where and to whom. None of it is a measurement.
import type { PlantedRise } from '../model.ts'

export const demonstrationCountries = ['MX', 'GT', 'SV', 'HN', 'NI', 'CR', 'PA', 'DO', 'CO', 'EC', 'PE', 'GY', 'TT'] as const

export const years = 8

interface OffencePattern {
  id: string
  /** Share of all incidents. */
  weight: number
  /** Weeks after new year when it is most frequent, and by how much (0.4: from 40 % above to 40 % below). */
  peak: number
  swing: number
  /** Change in a year: 0.04 grows by 4 %. */
  growth: number
  female: number
  minors: number
}

export const offencePatterns: readonly OffencePattern[] = [
  { id: 'robbery', weight: 0.27, peak: 20, swing: 0.35, growth: 0.03, female: 0.33, minors: 0.08 },
  { id: 'extortion', weight: 0.21, peak: 46, swing: 0.25, growth: 0.05, female: 0.36, minors: 0.05 },
  { id: 'smuggling', weight: 0.17, peak: 14, swing: 0.45, growth: 0.02, female: 0.4, minors: 0.2 },
  { id: 'kidnapping', weight: 0.12, peak: 30, swing: 0.3, growth: 0.04, female: 0.38, minors: 0.12 },
  { id: 'abuse-authority', weight: 0.09, peak: 10, swing: 0.2, growth: -0.02, female: 0.37, minors: 0.1 },
  { id: 'tip', weight: 0.06, peak: 28, swing: 0.2, growth: 0.01, female: 0.74, minors: 0.32 },
  { id: 'sexual-assault', weight: 0.05, peak: 26, swing: 0.25, growth: 0.02, female: 0.86, minors: 0.24 },
  { id: 'enforced-disappearance', weight: 0.03, peak: 36, swing: 0.2, growth: -0.01, female: 0.3, minors: 0.1 },
]

/** Territories on the ways people take: how many times more happens there than elsewhere. */
export const corridorWeights: Readonly<Record<string, number>> = {
  'MX-CHP': 38, 'MX-TAB': 20, 'MX-OAX': 18, 'MX-VER': 24, 'MX-TAM': 30, 'MX-NLE': 18, 'MX-COA': 16, 'MX-CHH': 24, 'MX-SON': 18,
  'MX-BCN': 26, 'MX-CMX': 20, 'GT-01': 18, 'GT-12': 20, 'GT-13': 22, 'GT-17': 18, 'GT-18': 12, 'SV-SS': 10, 'SV-AH': 8, 'HN-CR': 14,
  'HN-FM': 12, 'HN-EP': 16, 'HN-OC': 12, 'NI-NS': 8, 'NI-RI': 8, 'CR-A': 8, 'CR-P': 8, 'CR-SJ': 8, 'PA-5': 50, 'PA-4': 12, 'PA-8': 10,
  'DO-01': 10, 'DO-07': 10, 'CO-ANT': 24, 'CO-CHO': 18, 'CO-NSA': 22, 'CO-NAR': 20, 'CO-DC': 14, 'EC-C': 16, 'EC-O': 12, 'EC-P': 10, 'EC-G': 10,
  'PE-TUM': 14, 'PE-TAC': 12, 'PE-LMA': 12, 'GY-PM': 4, 'GY-BA': 4, 'TT-POS': 4, 'TT-PED': 4,
}

/** What a detector should find in the last weeks. */
export const plantedRises: readonly PlantedRise[] = [
  { territory: 'MX-CHP', offence: 'kidnapping', lasts: 3, times: 7 },
  { territory: 'PA-5', offence: 'smuggling', lasts: 4, times: 6 },
  { territory: 'GT-13', offence: 'extortion', lasts: 3, times: 6 },
]

export const sexes = ['female', 'male', 'other', ''] as const
export const ageBands = ['0-11', '12-17', '18-29', '30-59', '60+', ''] as const
export const nationalities = ['VE', 'HN', 'GT', 'SV', 'HT', 'CU', 'EC', 'CO', 'NI', 'MX', 'PE', 'DO', ''] as const
const nationalityWeights = [24, 16, 14, 8, 9, 7, 7, 6, 5, 4, 3, 2, 5]

/** How frequent each nationality is among people on the move in a country: one's own is rare there. */
export const nationalityWeightsIn = (country: string): number[] =>
  nationalities.map((code, i) => (nationalityWeights[i] ?? 0) * (code === country ? 0.05 : 1))

export const sexWeights = ({ female }: OffencePattern): number[] => [female, 0.95 - female, 0.02, 0.03]

export const ageWeights = ({ minors }: OffencePattern): number[] =>
  [minors * 0.35, minors * 0.65, (1 - minors) * 0.48, (1 - minors) * 0.42, (1 - minors) * 0.04, (1 - minors) * 0.06]
