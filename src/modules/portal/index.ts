// The front door of the portal: the pages anyone may read without an account.
import { module, type Module } from '../../platform/module.ts'
import { listPublicSources, readAbout, readHome } from './actions.ts'
import { aboutPage, dataPage, privacyPage } from './pages/about.tsx'
import { homePage } from './pages/home.tsx'

export const portal: Module = module({
  name: 'portal',
  actions: [readHome, listPublicSources, readAbout],
  pages: [homePage, aboutPage, dataPage, privacyPage],
})
