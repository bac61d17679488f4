// Addresses of sending a file in pieces, spoken as tus 1.0.0: core, creation and termination.
import type { FastifyRequest } from 'fastify'
import type { Answer, Dialect, Route } from '../../platform/module.ts'
import { problemDocument } from '../../platform/problem.ts'
import { identify } from '../accounts/index.ts'
import { appendToUpload, beginUpload, discardUpload, readUpload } from './actions.ts'
import { pieceBytes, tusVersion, type UploadView } from './model.ts'

const spoken = { 'tus-resumable': tusVersion, 'tus-version': tusVersion, 'tus-extension': 'creation,termination' }

const said = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, mediaType: 'text/plain', text: '', headers: { ...spoken, ...headers } })

const tus = (answer: (upload: UploadView) => Answer): Dialect => ({
  identify,
  answer,
  refuse: (problem, language) => ({ status: problem.status, mediaType: 'application/problem+json', text: JSON.stringify(problemDocument(problem, language)), headers: spoken }),
})

const place = ({ offset, bytes }: UploadView) => ({ 'upload-offset': String(offset), 'upload-length': String(bytes) })

const length = (request: FastifyRequest) => ({ bytes: request.headers['upload-length'] })
const offset = (request: FastifyRequest) => ({ offset: request.headers['upload-offset'] })

export const routes: readonly Route[] = [
  { method: 'POST', path: '/api/uploads', act: beginUpload, also: length, bodyInMemory: 1024, dialect: tus((upload) => said(201, { location: `/api/uploads/${upload.id}`, 'upload-offset': '0' })) },
  { method: 'GET', path: '/api/uploads/:id', act: readUpload, dialect: tus((upload) => said(200, place(upload))) },
  { method: 'PATCH', path: '/api/uploads/:id', act: appendToUpload, also: offset, bodyInMemory: pieceBytes, dialect: tus((upload) => said(204, place(upload))) },
  { method: 'DELETE', path: '/api/uploads/:id', act: discardUpload, dialect: tus(() => said(204)) },
]
