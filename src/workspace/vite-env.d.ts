// Types for what Vite resolves: style modules and assets.
/// <reference types="vite/client" />
