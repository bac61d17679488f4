// Peoples by the word for them: what files write for a nationality when they do not name the country.

const stems: Readonly<Record<string, string>> = {
  MX: 'mexican|mejican', GT: 'guatemaltec|guatemalan', SV: 'salvador', HN: 'hondur', NI: 'nicaraguen|nicaraguan', CR: 'costarricens|costa rican|costarican',
  PA: 'panamen|panaman', CO: 'colombian', VE: 'venezolan|venezuelan', EC: 'ecuatorian|ecuadorean|ecuadorian', PE: 'peruan|peruvian', BO: 'bolivian',
  CL: 'chilen|chilean', AR: 'argentin', UY: 'uruguay', PY: 'paraguay', BR: 'brasilen|brazilian|brasileir', CU: 'cuban', HT: 'haitian', DO: 'dominican',
  JM: 'jamai', BZ: 'belicen|belizean', US: 'estadounidens|norteamerican|american', CA: 'canadiens|canadian', ES: 'espanol|spanish|spaniard', CN: 'chin', IN: 'hindu|indian',
  BD: 'bangladesi|bangladeshi', NP: 'nepal', PK: 'paquistan|pakistan', CM: 'camerun|cameroon', CD: 'congolen|congoles', SN: 'senegal', GH: 'ghan', AO: 'angolen|angolan',
  ER: 'eritre', SO: 'somal', UZ: 'uzbek', AF: 'afgan|afghan', RU: 'rus', TR: 'turc|turk', MR: 'mauritan', GN: 'guinean', FR: 'frances|french', IT: 'italian',
}

const endings = '(?:o|a|os|as|e|es|i|an|ans|ian|eno|ena|enos|enas|ero|era|eras|eros|icano|ense|enses|ise|ese|eses|ana|anas|ano|anos|iano|iana|ianos|ianas|eco|eca|na|nas|no|nos|n|oreno|orena|orenos|orenas|oran|orans|uenos?|uenas?|uran|urans|urenos?|urenas?|ican|aican|aicans|aicanos?|aicanas?|ayos?|ayas?|ayan|ayans|y|z|se|ses)?'

const patterns = Object.entries(stems).map(([code, stem]) => [code, new RegExp(`^(?:${stem})${endings}$`)] as const)

/** The country of a folded demonym such as «guatemalteca» or «honduran». */
export const countryOfPeople = (word: string): string | undefined => patterns.find(([, pattern]) => pattern.test(word))?.[0]
