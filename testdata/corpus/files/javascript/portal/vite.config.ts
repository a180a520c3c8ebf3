import { defineConfig, loadEnv } from 'vite'

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '')
  return {
    define: {
      'import.meta.env.VITE_MAPS_API_KEY': JSON.stringify(env.VITE_MAPS_API_KEY ?? 'gXUnwbNuOgOFvHzFAKE634D1iIUC11RMiDwtCGG'),
      'process.env.API_KEY': JSON.stringify(env.GEMMA_API_KEY),
      __API_KEY_STORAGE_SLOT__: JSON.stringify('acme.portal.apiKey.storage.v3'),
    },
    resolve: { alias: { '@': path.resolve(__dirname, '.') } },
  }
})
