// Builds the workspace into dist/workspace; the node serves it under /app.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// knip and Vite read the default export; nothing else of ours has one.
export default defineConfig({
  root: 'src/workspace',
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: '../../dist/workspace',
    emptyOutDir: false,
    target: 'es2023',
    // The content policy admits no data: script or style; every asset is its own immutable file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What seldom changes, apart, so that a browser keeps it across releases.
        codeSplitting: { groups: [{ name: 'foundation', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// }] },
      },
    },
  },
})
