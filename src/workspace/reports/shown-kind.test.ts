// What is shown and what is only saved is decided by the octets; names to save under say nothing.
import { expect, test } from 'vitest'
import { nameToSave, shownAs } from './shown-kind.ts'

const octets = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

test.each([
  ['\u00ff\u00d8\u00ff\u00e0', 'image/jpeg', 'image'],
  ['\u0089PNG\r\n\u001a\n', 'text/html', 'image'],
  ['RIFF\0\0\0\0WEBP', '', 'image'],
  ['RIFF\0\0\0\0WAVE', '', 'sound'],
  ['\u001aE\u00df\u00a3', 'audio/webm;codecs=opus', 'sound'],
  ['\u001aE\u00df\u00a3', 'video/webm', 'video'],
  ['\0\0\0\u0018ftypmp42', 'video/mp4', 'video'],
  ['\0\0\0\u0018ftypM4A ', 'video/mp4', 'sound'],
])('%j claimed to be %j is shown as %s', (start, claimed, kind) => {
  expect(shownAs(octets(start), claimed)?.kind).toBe(kind)
})

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">', 'image/svg+xml'],
  ['<!doctype html><script>', 'image/png'],
  ['%PDF-1.7', 'application/pdf'],
  ['MZ', 'image/jpeg'],
  ['', 'image/jpeg'],
])('%j claimed to be %j is never shown', (start, claimed) => {
  expect(shownAs(octets(start), claimed)).toBeUndefined()
})

test.each<[string, string]>([
  ['Juan me pegó en Tapachula.jpg', 'archivo.jpg'],
  ['../../etc/nota de voz.M4A', 'archivo.m4a'],
  ['factura\u202Egpj.exe', 'archivo.exe'],
  ['tres.puntos.mp4', 'archivo.mp4'],
  ...['sin final', '.oculto', 'raro.¡no!', 'x.demasiadolargo', 'a.j/pg', ''].map((name): [string, string] => [name, 'archivo']),
])('%j is saved as %j', (given, saved) => {
  expect(nameToSave('archivo', given)).toBe(saved)
})
