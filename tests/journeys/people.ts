// The demonstration's people at their desks: signed in by the form, or straight away where signing in is not the story.
import type { Browser, Page } from 'playwright-core'
import { demonstrationPassword } from '../../src/modules/accounts/model.ts'
import { openWindow, type Window } from './place.ts'

export const mailOf = (mailbox: string): string => `${mailbox}@demo.sidmi.example`

/** Signs in through the form and waits for the start screen. */
export const signIn = async ({ page }: Window, address: string, mailbox: string): Promise<void> => {
  await page.goto(`${address}/app/sign-in`)
  await page.getByLabel('Correo').fill(mailOf(mailbox))
  await page.getByLabel(/^Contraseña/).fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.getByRole('heading', { name: /^Buen día/ }).waitFor()
}

/** A window whose person has already signed in. */
export const signedIn = async (browser: Browser, address: string, mailbox: string, options: Parameters<typeof openWindow>[1] = {}): Promise<Window> => {
  const window = await openWindow(browser, options)
  const reply = await window.context.request.post(`${address}/api/session`, { data: { email: mailOf(mailbox), password: demonstrationPassword } })
  if (!reply.ok()) throw new Error(await reply.text())
  return window
}

export const vaultIsOpen = (page: Page): Promise<void> => page.getByText(/^(Bóveda abierta|Vault open)$/).waitFor()

/** Opens the vault where the page asks for it; the demonstration's people have the published passphrase. */
export const openVault = async (page: Page, passphrase = demonstrationPassword): Promise<void> => {
  await page.getByLabel(/^(Su frase|Your passphrase)/).fill(passphrase)
  await page.getByRole('button', { name: /^(Abrir la bóveda|Open the vault)$/ }).click()
  await vaultIsOpen(page)
}
