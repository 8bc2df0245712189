import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { build } from 'vite';
import { MEASURED } from './benchTable.ts';
import type { LinkFigures, WorldFigures } from './benchTable.ts';

/** The page as visitors get it. */
export async function buildPage(root: string, outDir: string): Promise<void> {
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
}

/** The same page with a benchmark's cluster in place of the lessons. */
export async function buildBenchPage(root: string, outDir: string, lessons: 'benchLessons' | 'benchScaleLessons' = 'benchLessons'): Promise<void> {
  const own = join(root, 'src/lessons/index.ts');
  const swap: Plugin = {
    name: 'bench-lessons',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found?.id === own ? join(root, `src/headless/${lessons}.ts`) : found;
    },
  };
  await build({ root, logLevel: 'error', plugins: [swap], build: { outDir, emptyOutDir: true } });
}

/** Bundled as for production and run in a process of its own: XState's development build is slower. */
export async function measureWorld(root: string, outDir: string): Promise<WorldFigures> {
  return await measured(root, outDir, 'benchWorld') as WorldFigures;
}

/** In the same way. */
export async function measureLinks(root: string, outDir: string): Promise<LinkFigures> {
  return await measured(root, outDir, 'benchLinks') as LinkFigures;
}

async function measured(root: string, outDir: string, entry: string): Promise<unknown> {
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true },
    build: { ssr: `src/headless/${entry}.ts`, outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: `${entry}.mjs`, chunkFileNames: '[name]-[hash].mjs' } } },
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(outDir, `${entry}.mjs`)], { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  const line = stdout.split('\n').find((one) => one.startsWith(MEASURED));
  if (status !== 0 || line === undefined) throw new Error(`${entry} could not be measured: ${stderr}`);
  return JSON.parse(line.slice(MEASURED.length)) as unknown;
}

/** What the browser loads before anything runs: the entry and what it imports statically. */
export function initialScripts(outDir: string): { readonly gzipBytes: number; readonly files: number } {
  const html = readFileSync(join(outDir, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].flatMap(([, file]) => (file === undefined ? [] : [file]));
  return { gzipBytes: files.reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file)), { level: 9 }).length, 0), files: files.length };
}
