// What can go wrong with a report, in sentences that help whoever meets them and repeat nothing of what was said.
import { problems } from '../../platform/problem.ts'
import type { Text } from '../../platform/text.ts'

export const reportProblems = problems('report', {
  notFound: {
    status: 404,
    say: (): Text => ({
      es: 'Con ese número no se encontró nada. Revise los 16 dígitos y pruebe otra vez.',
      en: 'Nothing was found with that number. Check the 16 digits and try again.',
    }),
  },
  workRefused: {
    status: 409,
    say: (): Text => ({
      es: 'La comprobación ya se usó o caducó. No se guardó nada: pida otra y envíe de nuevo.',
      en: 'The check was already used or has expired. Nothing was kept: ask for another and send again.',
    }),
  },
  unknownKey: {
    status: 409,
    say: (): Text => ({
      es: 'Una de las unidades elegidas ya no está en este sitio. No se guardó nada: elija otra vez y envíe.',
      en: 'One of the units chosen is no longer on this site. Nothing was kept: choose again and send.',
    }),
  },
  taken: {
    status: 409,
    say: (): Text => ({
      es: 'Ese envío no se pudo guardar con ese número. Haga un recibo nuevo y envíe otra vez.',
      en: 'That could not be kept under that number. Make a new receipt and send again.',
    }),
  },
  filesMissing: {
    status: 409,
    say: (d: { count: number }): Text => ({
      es: d.count === 1 ? 'Un archivo no llegó entero. Envíelo de nuevo o quítelo; el resto sigue aquí.' : `${d.count} archivos no llegaron enteros. Envíelos de nuevo o quítelos; el resto sigue aquí.`,
      en: d.count === 1 ? 'One file did not arrive whole. Send it again or remove it; the rest is still here.' : `${d.count} files did not arrive whole. Send them again or remove them; the rest is still here.`,
    }),
  },
  withdrawn: {
    status: 409,
    say: (): Text => ({ es: 'Este reporte fue retirado por quien lo hizo: ya no se puede cambiar.', en: 'This report was withdrawn by whoever made it: it can no longer be changed.' }),
  },
  unknownCode: {
    status: 400,
    say: (d: { field: 'offence' | 'territory' | 'nationality' }): Text => ({
      offence: { es: 'Ese delito no está en el catálogo. Elija uno de la lista.', en: 'That offence is not in the catalogue. Choose one from the list.' },
      territory: { es: 'Ese lugar no está en el catálogo. Elija uno de la lista.', en: 'That place is not in the catalogue. Choose one from the list.' },
      nationality: { es: 'Esa nacionalidad no está en el catálogo. Elija una de la lista.', en: 'That nationality is not in the catalogue. Choose one from the list.' },
    })[d.field],
  },
  monthAhead: {
    status: 400,
    say: (): Text => ({ es: 'Ese mes todavía no llega. Elija el mes en que ocurrió.', en: 'That month is still to come. Choose the month in which it happened.' }),
  },
  notAMember: {
    status: 409,
    say: (): Text => ({ es: 'Esa persona no es de la unidad. Elija a alguien de la lista.', en: 'That person is not of the unit. Choose somebody from the list.' }),
  },
  isOver: {
    status: 409,
    say: (): Text => ({ es: 'Este reporte está cerrado. Reábralo antes de seguir.', en: 'This report is closed. Reopen it before going on.' }),
  },
  notOver: {
    status: 409,
    say: (): Text => ({ es: 'Este reporte no está cerrado.', en: 'This report is not closed.' }),
  },
  unread: {
    status: 409,
    say: (d: { by: 'reporter' | 'unit' }): Text => ({
      reporter: {
        es: 'La persona escribió otra vez y su mensaje todavía no estaba en esta pantalla. No se cambió nada: léalo y decida.',
        en: 'The person wrote again and their message was not on this screen yet. Nothing was changed: read it and decide.',
      },
      unit: {
        es: 'Su unidad respondió y esa respuesta todavía no estaba en esta pantalla. No se cambió nada: léala y decida.',
        en: 'Your unit answered and that answer was not on this screen yet. Nothing was changed: read it and decide.',
      },
    })[d.by],
  },
  notAgreed: {
    status: 409,
    say: (): Text => ({
      es: 'Quien reportó no permitió pasarlo a esa clase de unidad. Pregúntele en la conversación antes de pasarlo.',
      en: 'Whoever reported did not agree to passing it to that kind of unit. Ask in the conversation before passing it on.',
    }),
  },
  cannotReceive: {
    status: 409,
    say: (): Text => ({
      es: 'Esa unidad no puede recibir ahora, o su llave cambió. Vuelva a abrir este reporte y elija otra vez.',
      en: 'That unit cannot receive now, or its key has changed. Open this report again and choose once more.',
    }),
  },
  hasIt: {
    status: 409,
    say: (): Text => ({ es: 'Esa unidad ya tiene este reporte.', en: 'That unit already has this report.' }),
  },
  incomplete: {
    status: 409,
    say: (): Text => ({
      es: 'Llegó algo nuevo, o falta algo por sellar para la otra unidad. Vuelva a abrir este reporte y páselo otra vez.',
      en: 'Something new came, or something is not yet sealed for the other unit. Open this report again and pass it on once more.',
    }),
  },
  cannotJoin: {
    status: 409,
    say: (): Text => ({
      es: 'Solo se une a otro reporte de la misma unidad que no esté unido a un tercero. Elija otro.',
      en: 'It can only be joined to another report of the same unit that is not joined to a third. Choose another.',
    }),
  },
  notJoined: {
    status: 409,
    say: (): Text => ({ es: 'Este reporte no está unido a ninguno: ya se cuenta aparte.', en: 'This report is joined to none: it is already counted apart.' }),
  },
  elsewhere: {
    status: 409,
    say: (d: { offset: number }): Text => ({ es: `De este archivo ya llegaron ${d.offset} bytes. Siga desde ahí.`, en: `${d.offset} bytes of this file have already arrived. Go on from there.` }),
  },
  noRoom: {
    status: 409,
    say: (): Text => ({
      es: 'Por ahora este sitio no puede recibir más archivos. Envíe su reporte sin archivos; podrá contar aparte qué tiene.',
      en: 'For now this site cannot take more files. Send your report without files; you can tell in it what you have.',
    }),
  },
  beyond: {
    status: 400,
    say: (): Text => ({ es: 'El trozo pasa del tamaño que se anunció. Empiece este archivo de nuevo.', en: 'The piece goes beyond the size announced. Begin this file again.' }),
  },
})

export const conversationProblems = problems('conversation', {
  nobodyReads: {
    status: 409,
    say: (): Text => ({
      es: 'Por ahora ninguna institución podría abrir lo que se escriba aquí. No se guardó nada: guarde su texto y vuelva en unos días con el número.',
      en: 'For now no institution could open what is written here. Nothing was kept: keep your text and come back with the number in some days.',
    }),
  },
  moved: {
    status: 409,
    say: (d: { cause: 'reporter' | 'colleague' | 'own' | 'keys' }): Text => ({
      reporter: {
        es: 'Mientras usted escribía, la persona escribió otra vez. No se envió nada: léalo y decida si envía lo suyo.',
        en: 'While you were writing, the person wrote again. Nothing was sent: read it and decide whether to send yours.',
      },
      colleague: {
        es: 'Mientras usted escribía, otra persona de su unidad respondió. No se envió nada: lea su respuesta y decida si envía la suya.',
        en: 'While you were writing, somebody else of your unit answered. Nothing was sent: read their answer and decide whether to send yours.',
      },
      own: {
        es: 'Lo que usted envió antes sí llegó, aunque aquí no se supo. Esto otro no se envió: lea arriba lo que ya le dijo y decida si lo envía.',
        en: 'What you sent before did arrive, though this page did not hear of it. This was not sent: read above what you already said and decide whether to send it.',
      },
      keys: {
        es: 'La llave de una de las instituciones cambió mientras usted escribía. No se envió nada: vuelva a enviarlo y se cerrará con la llave de ahora.',
        en: 'The key of one of the institutions changed while you were writing. Nothing was sent: send it again and it will be sealed with the key of now.',
      },
    })[d.cause],
  },
})
