// Files of publishers that do not exist, each with the troubles real ones have; every figure in them is made up.
import { gzipSync } from 'node:zlib'

/** Semicolons, Windows-1252, titles above, one month a column, thousands with points, figures kept back, totals, misspelt places, notes below. */
export const inventedMonths = Buffer.from([
  'Observatorio Inventado de Movilidad;;;;;',
  'Víctimas registradas por entidad, México (archivo inventado para pruebas);;;;;',
  ';;;;;',
  'Entidad;Tipo de delito;Sexo;Ene-24;Feb-24;Mar-24',
  'Chiapas;Trata de personas;Mujeres;1.204;<5;7',
  'Chiapas;Secuestro;Hombres;12;3;0',
  'Michoacan;Trata de personas;Mujeres;2;s/d;4',
  'Michoacan;Tráfico ilícito de migrantes;Hombres;31;1.020;9',
  'Tamaulipsa;Secuestro;Hombres;40;41;42',
  'Veracrúz;Tráfico de personas;Mujeres;5;6;8',
  'Veracrúz;Daño en propiedad ajena;Hombres;10;20;30',
  'Nacional;Trata de personas;Mujeres;1.206;<5;11',
  'Nacional;Secuestro;Hombres;52;44;42',
  'Fuente: Observatorio Inventado de Movilidad. Cifras preliminares.;;;;;',
  '',
].join('\r\n'), 'latin1')

const dated = [
  { fecha: '03/01/2025', departamento: 'San Marcos', nacionalidad: 'Hondureña', victimas: 3 },
  { fecha: '14/01/2025', departamento: 'San Marcos', nacionalidad: 'Salvadoreña', victimas: 1 },
  { fecha: '28/02/2025', departamento: 'Peten', nacionalidad: 'Hondureña', victimas: 6 },
  { fecha: '02/03/2025', departamento: 'Huehuetenango', nacionalidad: 'Venezolana', victimas: 2 },
  { fecha: 'Sin fecha', departamento: 'Huehuetenango', nacionalidad: 'UNK', victimas: 4 },
]

/** JSON Lines in gzip: dates by day, peoples instead of countries, an undated row. */
export const inventedLines = gzipSync(`${dated.map((row) => JSON.stringify({ ...row, delito: 'Extorsión' })).join('\n')}\n`)
