import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstChunks, preloadPage } from './scripts/chunks.ts';

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:";

/** Only in the production build: the dev server needs an inline script to reload React components. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy(), preloadPage()],
  build: {
    target: 'baseline-widely-available', chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstChunks(import.meta.dirname) }] } } },
  },
  // No test is about time; a busy machine must not turn a right answer into a failure.
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 120_000 },
});
