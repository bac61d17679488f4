// What each kind of alert proposes to do, for everyone and for each reader; whoever drafts it corrects it.
import type { Text } from '../../../platform/text.ts'
import type { Reader } from './codes.ts'
import type { AlertKind } from './content.ts'

export interface Instructions {
  everyone: Text
  readers: Partial<Record<Reader, Text>>
}

const text = (es: string, en: string): Text => ({ es, en })

export const proposedInstructions: Record<AlertKind, Instructions> = {
  rise: {
    everyone: text(
      'Refuerce la presencia en los puntos señalados, informe a los albergues cercanos y registre cada hecho nuevo con su lugar y fecha.',
      'Strengthen presence at the places named, tell nearby shelters, and record every new event with its place and date.'),
    readers: {
      police: text('Ajuste los recorridos a los lugares y horas señalados. Atienda a quien denuncia sin preguntar por su situación migratoria.', 'Fit patrols to the places and hours named. Attend whoever reports without asking about their migration status.'),
      prosecutor: text('Reúna los hechos parecidos en una sola línea de investigación y pida pronto las grabaciones, que se borran.', 'Bring similar events into one line of inquiry and ask early for recordings, which are erased.'),
      shelter: text('Avise a quienes van a salir qué tramo evitar y a quién llamar. No entregue datos de nadie por teléfono.', 'Tell those about to leave which stretch to avoid and whom to call. Give nobody’s data over the telephone.'),
    },
  },
  'new-method': {
    everyone: text(
      'Explique este modo de operar en el cambio de turno. Si reconoce los indicios, separe y proteja a las posibles víctimas antes de preguntar.',
      'Explain this way of operating at shift change. If you recognise the signs, separate and protect possible victims before asking questions.'),
    readers: {
      'border-officer': text('Busque en segunda inspección los indicios descritos. Ante una posible víctima, lugar reservado, intérprete y derivación, no rechazo.', 'In second inspection look for the signs described. With a possible victim: a private place, an interpreter and referral, not refusal.'),
      police: text('No avise a los sospechosos con preguntas sueltas. Anote vehículos, teléfonos y lugares, y páselos a investigación el mismo día.', 'Do not alert suspects with loose questions. Note vehicles, telephones and places, and pass them to investigators the same day.'),
      prosecutor: text('Compare con causas abiertas. Cuide que quien fue usado por la red no sea acusado por lo que le obligaron a hacer.', 'Compare with open cases. See that whoever the network used is not charged for what they were forced to do.'),
      shelter: text('Pregunte con calma a quienes llegan si vieron algo así. Reporte el patrón, nunca a la persona sin su acuerdo.', 'Ask newcomers calmly whether they saw anything like it. Report the pattern, never the person without their agreement.'),
    },
  },
  'route-shift': {
    everyone: text(
      'Revise los pasos alternos indicados, avise a los equipos de rescate y oriente a las personas hacia los servicios abiertos más cercanos.',
      'Check the alternative crossings named, warn rescue teams, and direct people to the nearest open services.'),
    readers: {
      'border-officer': text('Mueva la primera atención al paso alterno. Reciba toda petición de protección, también fuera del puesto habitual.', 'Move first attention to the alternative crossing. Receive every request for protection, also away from the usual post.'),
      police: text('Una ruta nueva atrae robo y secuestro: acompañe los puntos de espera. No empuje a las personas a caminos más peligrosos.', 'A new route draws robbery and kidnapping: stay near waiting points. Do not push people onto more dangerous paths.'),
      shelter: text('Prevea camas, agua y curaciones en el tramo nuevo. Comparta con otros albergues lo que cuenten sobre el camino.', 'Foresee beds, water and wound care on the new stretch. Share with other shelters what people tell of the way.'),
      'coast-guard': text('Si la ruta toca agua, aumente la vigilancia de rescate en las horas de salida y revise el estado del mar.', 'If the route touches water, increase rescue watch at the hours of departure and check the state of the sea.'),
      consulate: text('Acerque la atención consular al tramo nuevo. No busque a quien haya pedido protección frente a su propio país.', 'Bring consular help nearer the new stretch. Do not seek out anyone who has asked for protection from their own country.'),
    },
  },
  'missing-at-sea': {
    everyone: text(
      'Se busca con vida. Comunique al centro de salvamento toda embarcación, resto u hora de salida que conozca; la primera hora cuenta más que la exactitud.',
      'The search is for the living. Tell the rescue centre of any vessel, debris or hour of departure you know of; the first hour counts more than exactness.'),
    readers: {
      'coast-guard': text('Abra la búsqueda con la última posición y la deriva. Pida ayuda a los buques cercanos y a la costa vecina sin esperar confirmación.', 'Open the search from the last position and the drift. Ask ships nearby and the neighbouring coast for help without waiting for confirmation.'),
      consulate: text('Reciba a las familias con una sola persona de contacto. Diga solo lo comprobado y cuándo habrá más noticias.', 'Receive families through a single contact person. Say only what is confirmed and when there will be more news.'),
      health: text('Prepare atención por frío, sed y quemaduras de combustible. Si hay personas fallecidas, conserve huellas, ropa y objetos para identificarlas.', 'Prepare care for cold, thirst and fuel burns. If people have died, keep prints, clothing and objects to identify them.'),
      prosecutor: text('Abra búsqueda y causa a la vez. Quien sobrevivió es testigo y víctima: no lo retenga por haber viajado.', 'Open search and case together. A survivor is a witness and a victim: do not detain them for having travelled.'),
      shelter: text('Ofrezca descanso, llamada a la familia y compañía. No permita cámaras ni entrevistas sin acuerdo.', 'Offer rest, a call to the family and company. Allow no cameras or interviews without agreement.'),
    },
  },
  'missing-in-transit': {
    everyone: text(
      'Empiece a buscar ya: no hay que esperar horas ni denuncia formal. Revise hospitales, estaciones, albergues y centros de detención de la ruta.',
      'Start searching now: no hours need pass and no formal complaint is needed. Check hospitals, stations, shelters and detention centres along the route.'),
    readers: {
      police: text('Pida de inmediato ubicación de teléfonos, grabaciones y listas de pasaje por la vía que la ley permita. Cuide el último lugar conocido.', 'Ask at once for telephone locations, recordings and passenger lists as the law allows. Protect the last known place.'),
      prosecutor: text('Active el mecanismo de búsqueda y avise al país de origen. Considere desaparición, secuestro y trata desde el primer día.', 'Set the search mechanism going and tell the country of origin. Consider disappearance, kidnapping and trafficking from the first day.'),
      consulate: text('Reciba el reporte de la familia sin pedirle viajar, y llévelo a la autoridad de búsqueda. Pregunte antes si la persona huía de su país.', 'Take the family’s report without asking them to travel, and carry it to the search authority. First ask whether the person was fleeing their country.'),
      shelter: text('Revise sus registros con reserva. Si la persona está ahí, pregúntele a ella a quién quiere avisar.', 'Check your records in confidence. If the person is there, ask them whom they wish to tell.'),
      health: text('Compare personas sin identificar, vivas y fallecidas, con los datos de búsqueda. No disponga de un cuerpo sin identificar.', 'Compare unidentified people, living and dead, with the search data. Do not dispose of an unidentified body.'),
    },
  },
  'false-documents': {
    everyone: text(
      'Compare los documentos con los rasgos descritos. Un documento falso no hace culpable a quien lo lleva: pregunte quién se lo dio.',
      'Compare documents with the features described. A false document does not make its bearer guilty: ask who provided it.'),
    readers: {
      'border-officer': text('Lleve la revisión a segunda inspección: luz, lupa y zona de lectura mecánica. Antes de decidir, descarte trata, tráfico y necesidad de asilo.', 'Take the check to second inspection: light, magnifier and machine-readable zone. Before deciding, rule out trafficking, smuggling and need of asylum.'),
      police: text('Conserve el documento sin escribir ni grapar. Lo que interesa es quién lo hizo y quién lo vende.', 'Keep the document without writing on it or stapling it. What matters is who made it and who sells it.'),
      prosecutor: text('Reúna los ejemplares por rasgos comunes: papel, tinta, serie. Persiga a quien fabrica, no a quien huye.', 'Group specimens by common features: paper, ink, series. Pursue whoever makes them, not whoever flees.'),
      consulate: text('Confirme por vía oficial si el número existe, sin revelar quién lo presentó.', 'Confirm officially whether the number exists, without revealing who presented it.'),
    },
  },
  'recruitment-offer': {
    everyone: text(
      'Advierta a quienes puedan recibir la oferta: no entregar documentos ni dinero por adelantado. Conserve los anuncios como prueba.',
      'Warn those who may receive the offer: hand over no documents and pay nothing in advance. Keep the advertisements as evidence.'),
    readers: {
      'labour-inspector': text('Compruebe si la empresa existe y si el contrato coincide con lo prometido. Hable con las personas sin el patrón delante.', 'Check whether the company exists and whether the contract matches the promise. Speak with people away from the employer.'),
      police: text('Capture anuncios, perfiles y números con fecha y dirección completa. No se haga pasar por candidata sin orden.', 'Capture advertisements, profiles and numbers with date and full address. Do not pose as a candidate without a warrant.'),
      prosecutor: text('Pida la conservación de los datos a las plataformas hoy: la oferta se borra en días. Valore trata desde la captación.', 'Ask platforms today to preserve the data: the offer is deleted within days. Consider trafficking from recruitment on.'),
      consulate: text('Avise en el país de origen a comunidades, escuelas y terminales. Diga cómo comprobar una oferta y a quién llamar.', 'Warn communities, schools and terminals in the country of origin. Tell how to check an offer and whom to call.'),
      shelter: text('Explique la oferta a quienes buscan trabajo. Si alguien ya aceptó, acompáñelo a decidir sin juzgar.', 'Explain the offer to those looking for work. If somebody has accepted, help them decide without judging.'),
    },
  },
  'kidnapping-zone': {
    everyone: text(
      'Evite los traslados sin acompañamiento por la zona, refuerce la vigilancia y atienda como urgente toda llamada que pida un rescate.',
      'Avoid unaccompanied transfers through the area, increase watch, and treat every call asking for ransom as urgent.'),
    readers: {
      police: text('Dé aviso a la unidad antisecuestro antes de actuar. La vida va primero: no improvise un operativo ni difunda la búsqueda.', 'Tell the anti-kidnapping unit before acting. Life comes first: improvise no operation and do not broadcast the search.'),
      prosecutor: text('Abra la causa con la llamada de la familia, también si llama desde otro país. Conserve números, audios y depósitos.', 'Open the case on the family’s call, also from another country. Keep numbers, recordings and deposits.'),
      shelter: text('Cambie horas y rutas de salida. No confirme a nadie quién se aloja; quienes secuestran llaman fingiendo ser familia.', 'Change the hours and ways of leaving. Confirm to nobody who is staying; kidnappers call posing as family.'),
      consulate: text('Diga a la familia que no pague sin hablar con la unidad especializada y que guarde cada mensaje.', 'Tell the family not to pay before speaking with the specialised unit and to keep every message.'),
      'border-officer': text('No devuelva personas por este tramo ni a estas horas. Informe a quienes entran de los puntos seguros.', 'Do not return people through this stretch or at these hours. Tell those entering of the safe points.'),
    },
  },
  'cargo-risk': {
    everyone: text(
      'Detenga con seguridad los vehículos descritos, abra y ventile la carga primero y llame a los servicios médicos antes de todo interrogatorio.',
      'Stop the vehicles described safely, open and ventilate the cargo first, and call medical services before any questioning.'),
    readers: {
      customs: text('Con golpes, voces, calor o figuras en el escáner: abra ya y con el motor apagado. Nunca mueva el vehículo con personas dentro.', 'With knocking, voices, heat or figures on the scanner: open at once, engine off. Never move the vehicle with people inside.'),
      police: text('Aparte al conductor de las personas transportadas. Cuente, dé agua y sombra, y mantenga juntas a las familias.', 'Keep the driver apart from the people carried. Count them, give water and shade, and keep families together.'),
      health: text('Acuda preparado para golpe de calor, asfixia y deshidratación. Atienda primero; los datos pueden esperar.', 'Come ready for heat stroke, asphyxia and dehydration. Treat first; data can wait.'),
      prosecutor: text('Conserve sellos, boletas, teléfonos y posición satelital. Las personas transportadas no son autoras.', 'Keep seals, tickets, telephones and satellite position. The people carried are not offenders.'),
      'child-protection': text('Designe a una persona para cada niña o niño que viaje sin familia. No los aloje con personas adultas desconocidas.', 'Name one person for each child travelling without family. Do not lodge them with unknown adults.'),
    },
  },
  other: { everyone: text('', ''), readers: {} },
}
