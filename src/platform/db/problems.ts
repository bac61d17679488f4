// What can go wrong between a node and its database, in sentences the node's operator can act on.
import { problems } from '../problem.ts'

export const databaseProblems = problems('database', {
  noEmbedded: {
    status: 503,
    say: ({ platform }: { platform: string }) => ({
      es: `No hay un PostgreSQL incluido para este sistema (${platform}). Instale uno de la versión 15 o posterior y escriba su dirección en DATABASE_URL.`,
      en: `No PostgreSQL comes with SIDMI for this system (${platform}). Install version 15 or newer and put its address in DATABASE_URL.`,
    }),
  },
  didNotStart: {
    status: 503,
    say: ({ folder, reason }: { folder: string; reason: string }) => ({
      es: `La base de datos de ${folder} no pudo arrancar: ${reason}`,
      en: `The database in ${folder} could not start: ${reason}`,
    }),
  },
  alreadyRunning: {
    status: 409,
    say: ({ folder, process }: { folder: string; process: number }) => ({
      es: `Ya hay un nodo SIDMI en marcha con los datos de ${folder} (proceso ${String(process)}). Deténgalo primero, o indique otra carpeta en SIDMI_DATA.`,
      en: `A SIDMI node is already running on the data in ${folder} (process ${String(process)}). Stop it first, or name another folder in SIDMI_DATA.`,
    }),
  },
  busy: {
    status: 409,
    say: ({ folder, process }: { folder: string; process: number }) => ({
      es: `Otra orden de SIDMI (proceso ${String(process)}) está usando los datos de ${folder}. Espere a que termine y vuelva a intentarlo.`,
      en: `Another SIDMI command (process ${String(process)}) is using the data in ${folder}. Wait until it ends and try again.`,
    }),
  },
  wrongSecret: {
    status: 503,
    say: ({ folder }: { folder: string }) => ({
      es: `La contraseña guardada en ${folder}/secrets no es la de esta base de datos. Recupere esa carpeta de su copia junto con la carpeta postgres.`,
      en: `The password kept in ${folder}/secrets is not the one of this database. Bring that folder back from your copy together with the postgres folder.`,
    }),
  },
  unreachable: {
    status: 503,
    say: ({ address, reason }: { address: string; reason: string }) => ({
      es: `No se pudo entrar en la base de datos ${address} de DATABASE_URL: ${reason}. Revise la dirección, el usuario y la contraseña.`,
      en: `Could not open the database ${address} of DATABASE_URL: ${reason}. Check the address, the user and the password.`,
    }),
  },
  tooOld: {
    status: 503,
    say: ({ version }: { version: string }) => ({
      es: `DATABASE_URL lleva a PostgreSQL ${version}; SIDMI necesita la versión 15 o posterior.`,
      en: `DATABASE_URL leads to PostgreSQL ${version}; SIDMI needs version 15 or newer.`,
    }),
  },
  lacksRights: {
    status: 503,
    say: ({ user, reason }: { user: string; reason: string }) => ({
      es: `El usuario ${user} de DATABASE_URL no puede preparar la base de datos (${reason}). Debe ser su dueño y poder crear roles: ALTER ROLE "${user}" CREATEROLE.`,
      en: `User ${user} of DATABASE_URL cannot prepare the database (${reason}). It must own it and be able to create roles: ALTER ROLE "${user}" CREATEROLE.`,
    }),
  },
  servingRoleRefused: {
    status: 503,
    say: ({ role, reason }: { role: string; reason: string }) => ({
      es: `El rol ${role}, con el que SIDMI atiende, no puede entrar en la base de datos: ${reason}. Permítalo con contraseña en pg_hba.conf.`,
      en: `Role ${role}, which serves SIDMI's requests, cannot open the database: ${reason}. Allow it in with a password in pg_hba.conf.`,
    }),
  },
  changedMigration: {
    status: 500,
    say: ({ name }: { name: string }) => ({
      es: `La migración ${name} no es la que se publicó: sus bytes cambiaron. Recupere la versión original; un cambio va en una migración nueva.`,
      en: `Migration ${name} is not the one that was published: its bytes changed. Bring the original back; a change goes into a new migration.`,
    }),
  },
  newerDatabase: {
    status: 503,
    say: ({ name }: { name: string }) => ({
      es: `La base de datos es de una versión más nueva de SIDMI (tiene la migración ${name}). Actualice este programa; no se ha tocado nada.`,
      en: `The database belongs to a newer version of SIDMI (it has migration ${name}). Update this program; nothing was touched.`,
    }),
  },
  failedMigration: {
    status: 500,
    say: ({ name, reason }: { name: string; reason: string }) => ({
      es: `La migración ${name} falló y se deshizo por completo: ${reason}`,
      en: `Migration ${name} failed and was undone completely: ${reason}`,
    }),
  },
  damagedBackup: {
    status: 422,
    say: ({ where }: { where: string }) => ({
      es: `El respaldo está incompleto o alterado (en ${where}). No se ha cambiado nada; use otro respaldo.`,
      en: `The backup is incomplete or altered (at ${where}). Nothing was changed; use another backup.`,
    }),
  },
  foreignTable: {
    status: 422,
    say: ({ table }: { table: string }) => ({
      es: `El respaldo tiene datos de ${table} que este programa no conoce. No se ha cambiado nada; repóngalo con la versión que lo hizo.`,
      en: `The backup holds data of ${table} that this program does not know. Nothing was changed; restore it with the version that made it.`,
    }),
  },
  noBackup: {
    status: 404,
    say: ({ file }: { file: string }) => ({ es: `No existe el archivo ${file}.`, en: `There is no file ${file}.` }),
  },
  backupExists: {
    status: 409,
    say: ({ file }: { file: string }) => ({
      es: `Ya existe ${file}: un respaldo no sustituye a otro. Elija otro nombre.`,
      en: `${file} already exists: a backup does not replace another. Choose another name.`,
    }),
  },
  nothingToBackUp: {
    status: 409,
    say: ({ folder }: { folder: string }) => ({
      es: `En ${folder} todavía no hay un nodo. Arránquelo primero con npm start.`,
      en: `There is no node in ${folder} yet. Start one first with npm start.`,
    }),
  },
  notEmpty: {
    status: 409,
    say: ({ folder }: { folder: string }) => ({
      es: `El nodo de ${folder} ya tiene datos, y un respaldo solo se repone en uno vacío. No se ha cambiado nada; indique otra carpeta en SIDMI_DATA (u otra base en DATABASE_URL).`,
      en: `The node in ${folder} already holds data, and a backup is only restored into an empty one. Nothing was changed; name another folder in SIDMI_DATA (or another database in DATABASE_URL).`,
    }),
  },
  brokenMemory: {
    status: 500,
    say: ({ event, file }: { event: string; file: string }) => ({
      es: `La base está al día, pero la memoria no concuerda en el acto ${event}. El estado anterior está en ${file}.`,
      en: `The database is up to date, but the memory does not fit at act ${event}. The state before is in ${file}.`,
    }),
  },
})
