// Sentences to begin an answer with, in the five languages people report in; short, plain, promising nothing that may not be kept.
import type { ReporterLanguage } from '../../modules/reports/model/answers.ts'
import type { Text } from '../../platform/text.ts'

/** Languages whose sentences a native speaker has not reviewed yet. */
export const unreviewed: ReadonlySet<ReporterLanguage> = new Set(['pt', 'fr', 'ht'])

interface ReadySentence {
  name: Text
  words: Record<ReporterLanguage, string>
}

export const readySentences: readonly ReadySentence[] = [
  {
    name: { es: 'Lo recibimos', en: 'We received it' },
    words: {
      es: 'Gracias por contarnos esto. Ya lo leímos. Usted decide qué más contar y cuándo.',
      en: 'Thank you for telling us this. We have read it. You decide what else to tell, and when.',
      pt: 'Obrigado por nos contar isto. Já lemos. Você decide o que mais contar e quando.',
      fr: 'Merci de nous avoir raconté cela. Nous l’avons lu. Vous décidez de ce que vous voulez ajouter, et quand.',
      ht: 'Mèsi paske ou rakonte nou sa. Nou li li. Se ou ki deside kisa ou vle ajoute, ak ki lè.',
    },
  },
  {
    name: { es: '¿Está en peligro?', en: 'Are you in danger?' },
    words: {
      es: '¿Está usted en peligro ahora? Si puede, llame al número de emergencias del lugar donde está.',
      en: 'Are you in danger now? If you can, call the emergency number of the place where you are.',
      pt: 'Você está em perigo agora? Se puder, ligue para o número de emergência do lugar onde está.',
      fr: 'Êtes-vous en danger maintenant ? Si vous le pouvez, appelez le numéro d’urgence de l’endroit où vous êtes.',
      ht: 'Èske ou an danje kounye a? Si ou kapab, rele nimewo ijans kote ou ye a.',
    },
  },
  {
    name: { es: '¿Dónde y cuándo?', en: 'Where and when?' },
    words: {
      es: 'Para entender mejor: ¿dónde pasó y más o menos cuándo? Si no lo recuerda, no importa.',
      en: 'To understand better: where did it happen, and roughly when? If you do not remember, that is all right.',
      pt: 'Para entender melhor: onde aconteceu e mais ou menos quando? Se não se lembra, não tem problema.',
      fr: 'Pour mieux comprendre : où cela s’est-il passé, et à peu près quand ? Si vous ne vous en souvenez pas, ce n’est pas grave.',
      ht: 'Pou nou konprann pi byen: ki kote sa te pase, e apeprè ki lè? Si ou pa sonje, sa pa fè anyen.',
    },
  },
  {
    name: { es: '¿Qué necesita?', en: 'What do you need?' },
    words: {
      es: '¿Qué necesita usted ahora: atención médica, un lugar donde dormir, ayuda legal, hablar con alguien?',
      en: 'What do you need now: medical care, a place to sleep, legal help, somebody to talk to?',
      pt: 'Do que você precisa agora: atendimento médico, um lugar para dormir, ajuda jurídica, falar com alguém?',
      fr: 'De quoi avez-vous besoin maintenant : des soins, un endroit où dormir, une aide juridique, parler à quelqu’un ?',
      ht: 'Kisa ou bezwen kounye a: swen medikal, yon kote pou dòmi, èd legal, pale ak yon moun?',
    },
  },
  {
    name: { es: '¿Podemos pasarlo a otra oficina?', en: 'May we pass it on?' },
    words: {
      es: 'Otra oficina puede ayudarle mejor. ¿Nos permite pasarle su reporte? Si dice que no, se queda con nosotros.',
      en: 'Another office can help you better. May we pass your report on to it? If you say no, it stays with us.',
      pt: 'Outra instituição pode ajudar melhor. Podemos passar o seu relato para ela? Se disser que não, fica conosco.',
      fr: 'Un autre bureau peut mieux vous aider. Pouvons-nous lui transmettre votre signalement ? Si vous refusez, il reste chez nous.',
      ht: 'Yon lòt biwo ka ede ou pi byen. Èske nou ka pase rapò ou a ba li? Si ou di non, l ap rete avèk nou.',
    },
  },
  {
    name: { es: 'No podemos ayudar en esto', en: 'We cannot help with this' },
    words: {
      es: 'Leímos su reporte y esta oficina no puede actuar en esto. Le decimos por qué y a dónde puede acudir:',
      en: 'We have read your report and this office cannot act on it. Here is why, and where you can turn to:',
      pt: 'Lemos o seu relato e esta instituição não pode agir neste caso. Explicamos o motivo e aonde você pode recorrer:',
      fr: 'Nous avons lu votre signalement et ce bureau ne peut pas agir. Voici pourquoi, et à qui vous pouvez vous adresser :',
      ht: 'Nou li rapò ou a, men biwo sa a pa ka aji sou li. Men poukisa, ak ki kote ou ka ale:',
    },
  },
  {
    name: { es: 'Vamos a cerrarlo', en: 'We will close it' },
    words: {
      es: 'Por ahora cerramos su reporte. Con su número puede volver aquí cuando quiera y escribirnos: lo abriremos de nuevo.',
      en: 'For now we are closing your report. With your number you can come back here at any time and write to us: we will open it again.',
      pt: 'Por agora encerramos o seu relato. Com o seu número você pode voltar aqui quando quiser e nos escrever: vamos abri-lo de novo.',
      fr: 'Pour le moment, nous fermons votre signalement. Avec votre numéro, vous pouvez revenir ici quand vous voulez et nous écrire : nous le rouvrirons.',
      ht: 'Pou kounye a n ap fèmen rapò ou a. Ak nimewo ou a ou ka tounen isit la nenpòt lè epi ekri nou: n ap louvri l ankò.',
    },
  },
]
