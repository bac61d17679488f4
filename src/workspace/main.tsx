// Opens the workspace: theme, what was read, and the router, in this order.
import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../platform/html/tokens.css'
import './kit/base.css'
import { sendAnswers } from './alerts/outbox.ts'
import { currentLanguage, showLanguage } from './kit/language.ts'
import { queryClient } from './kit/query.ts'
import { startOutbox } from './kit/outbox.ts'
import { keepShell } from './kit/shell-kept.ts'
import { cssVariables, theme } from './kit/theme.ts'
import { sendParcels } from './rounds/outbox.ts'
import { router } from './router.tsx'

declare global {
  var __webpack_nonce__: string
  var __zod_globalConfig: { jitless: boolean }
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// The scroll lock of Mantine's overlays looks for the nonce here; Zod must not try to compile, which the content policy forbids.
globalThis.__webpack_nonce__ = nonce
globalThis.__zod_globalConfig = { jitless: true }

showLanguage(currentLanguage())

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables} getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

// What makes the workspace useful without network; where a browser cannot, it works as before.
addEventListener('load', () => void keepShell().catch(() => undefined))
startOutbox([sendParcels, sendAnswers])
