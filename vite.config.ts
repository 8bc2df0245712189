import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { firstChunks, preloadPage } from './scripts/chunks.ts';
import { offline } from './scripts/offline.ts';
import { alsoAsSingleFile } from './scripts/singleFile.ts';
import { unitTests } from './scripts/unitTests.ts';

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'";

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

/** What the page and the page in one file have in common. */
function common() {
  return { base: './', plugins: [react()], build: { target: 'baseline-widely-available', chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } } } satisfies UserConfig;
}

const { base, plugins, build } = common();

export default defineConfig({
  base,
  plugins: [plugins, contentSecurityPolicy(), preloadPage(), offline(), alsoAsSingleFile(common)],
  build: { ...build, rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstChunks(import.meta.dirname) }] } } } },
  test: {
    environment: 'node',
    setupFiles: ['src/testkit/seed.ts'],
    // No test is about time; a busy machine must not turn a right answer into a failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // vitest would keep a core for itself, and have next to nothing to do on it.
    maxWorkers: '100%',
    projects: unitTests(import.meta.dirname),
  },
});
