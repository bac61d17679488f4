// Names of months in Spanish, English, Portuguese and French, whole or cut short.

const names: readonly string[] = [
  'enero january janeiro janvier', 'febrero february fevereiro fevrier', 'marzo march marco mars', 'abril april avril', 'mayo may maio mai',
  'junio june junho juin', 'julio july julho juillet', 'agosto august aout', 'septiembre setiembre september setembro septembre',
  'octubre october outubro octobre', 'noviembre november novembro novembre', 'diciembre december dezembro decembre',
]

const shortNames: readonly string[] = [
  'ene jan janv', 'feb fev fevr', 'mar', 'abr apr avr', 'may mai', 'jun', 'jul juil', 'ago aug', 'sep sept set', 'oct out', 'nov', 'dic dec dez',
]

const numbered = (lists: readonly string[]): [string, number][] => lists.flatMap((list, at) => list.split(' ').map((name): [string, number] => [name, at + 1]))

const byName = new Map([...numbered(names), ...numbered(shortNames)])

const folded = (name: string): string => name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().replace(/\.$/, '')

/** 1 to 12, or undefined when it is no month's name. */
export const monthNamed = (name: string): number | undefined => byName.get(folded(name.trim()))
