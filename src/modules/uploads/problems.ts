// What can go wrong while a file is sent in pieces.
import { problems } from '../../platform/problem.ts'

export const uploadProblems = problems('upload', {
  tooLarge: {
    status: 413,
    say: (d: { limit: string }) => ({
      es: `El archivo pasa de ${d.limit}, el máximo de este nodo. Divídalo o comprímalo y envíelo de nuevo.`,
      en: `The file is larger than ${d.limit}, this node’s limit. Split or compress it and send it again.`,
    }),
  },
  tooMany: {
    status: 429,
    say: (d: { most: number }) => ({
      es: `Tiene ${d.most} envíos sin terminar. Termine o cancele alguno antes de empezar otro.`,
      en: `You have ${d.most} unfinished transfers. Finish or cancel one before beginning another.`,
    }),
  },
  elsewhere: {
    status: 409,
    say: (d: { offset: number }) => ({
      es: `De este archivo ya llegaron ${d.offset} bytes. Siga desde ahí.`,
      en: `${d.offset} bytes of this file have already arrived. Go on from there.`,
    }),
  },
  beyond: {
    status: 400,
    say: (d: { bytes: number }) => ({
      es: `El archivo se anunció de ${d.bytes} bytes y el trozo se pasa. Empiece el envío de nuevo.`,
      en: `The file was announced as ${d.bytes} bytes and the piece goes beyond. Begin the transfer again.`,
    }),
  },
})
