// The words of OpenRosa 1.0: the list of forms and what a device is told after sending one.
import { deflateSync } from 'node:zlib'
import { element, xmlDocument } from '../../../platform/xml.ts'
import type { ListedForm } from './forms.ts'

/** The list a device chooses from; `addressOf` gives the absolute address of a form. */
export const formListXml = (forms: readonly ListedForm[], addressOf: (id: string) => string): string =>
  xmlDocument(['xforms', { xmlns: 'http://openrosa.org/xforms/xformsList' }, forms.map(({ id, title, version, hash }) => element('xform', [
    element('formID', id), element('name', title), element('version', version), element('hash', `md5:${hash}`), element('downloadUrl', addressOf(id)),
  ]))])

/** What the person with the device reads. `nature` tells alike messages apart. */
export const responseXml = (nature: string, message: string): string =>
  xmlDocument(['OpenRosaResponse', { xmlns: 'http://openrosa.org/http/response' }, [['message', { nature }, message]]])

/** What ODK Collect reads from a QR code: its settings as JSON, deflated, in base64. */
export const collectSettings = (address: string, username: string, code: string): string => deflateSync(JSON.stringify({
  general: { protocol: 'odk_default', server_url: address, username, password: code }, admin: {},
})).toString('base64')
