// Structured logs: what happened to the node, never what people wrote nor who they are.
import pino, { type Logger } from 'pino'

/** Where an error came from, without its words: they may repeat what people wrote. */
export const placesOf = ({ stack = '' }: Error): string[] => stack.split('\n').filter((line) => /^ +at .+:\d+:\d+\)?$/.test(line)).slice(0, 8)

/** JSON lines on standard error, so that standard output stays for results. */
export const openLog = (level: string): Logger => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: false }))
