import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { build } from 'vite';
import { MEASURED } from './benchTable.ts';
import type { AssignorFigures, GroupFigures, LinkFigures, MemoryFigures, Size, VeryLargeFigures, WorldFigures } from './benchTable.ts';

/** The page as visitors get it. @returns the files that the browser needs before anything runs: the scripts of the page and what they import statically. */
export async function buildPage(root: string, outDir: string): Promise<readonly string[]> {
  const chunks = new Map<string, Rolldown.OutputChunk>();
  const look: Plugin = {
    name: 'bench-chunks',
    writeBundle: (_options, bundle) => {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') chunks.set(file.fileName, file);
    },
  };
  await build({ root, mode: 'bench', logLevel: 'error', plugins: [look], build: { outDir, emptyOutDir: true } });
  const needed = new Set(scriptsOf(readFileSync(join(outDir, 'index.html'), 'utf8')));
  if (needed.size === 0) throw new Error('the page has no script');
  for (const fileName of needed) for (const one of chunks.get(fileName)?.imports ?? []) needed.add(one);
  return [...needed];
}

/** What the page itself asks to be run; the bundler's own word for it is lost where files are grouped by hand. */
function scriptsOf(html: string): readonly string[] {
  return [...html.matchAll(/<script [^>]*src="\.\/([^"]+)"/g)].flatMap(([, file]) => file ?? []);
}

/** The same page with a benchmark's cluster in place of the lessons. */
export async function buildBenchPage(root: string, outDir: string, lessons: 'benchLessons' | 'benchScaleLessons' | 'benchVeryLargeLessons' | 'benchGroupLessons' = 'benchLessons'): Promise<void> {
  const own = join(root, 'src/lessons/catalogue.ts');
  const swap: Plugin = {
    name: 'bench-lessons',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found?.id === own ? join(root, `src/headless/${lessons}.ts`) : found;
    },
  };
  await build({ root, mode: 'bench', logLevel: 'error', plugins: [swap], build: { outDir, emptyOutDir: true } });
}

/** Bundled as for production and run in a process of its own: XState's development build is slower. */
export async function measureWorld(root: string, outDir: string): Promise<WorldFigures> {
  return await measured(root, outDir, 'benchWorld') as WorldFigures;
}

/** In the same way. */
export async function measureLinks(root: string, outDir: string): Promise<LinkFigures> {
  return await measured(root, outDir, 'benchLinks') as LinkFigures;
}

export async function measureMemory(root: string, outDir: string): Promise<MemoryFigures> {
  return await measured(root, outDir, 'benchMemory') as MemoryFigures;
}

export async function measureAssignors(root: string, outDir: string): Promise<AssignorFigures> {
  return await measured(root, outDir, 'benchAssignors') as AssignorFigures;
}

export async function measureGroups(root: string, outDir: string): Promise<GroupFigures> {
  return await measured(root, outDir, 'benchGroups') as GroupFigures;
}

export async function measureVeryLarge(root: string, outDir: string): Promise<VeryLargeFigures> {
  return await measured(root, outDir, 'benchVeryLarge') as VeryLargeFigures;
}

async function measured(root: string, outDir: string, entry: string): Promise<unknown> {
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true },
    build: { ssr: `src/headless/${entry}.ts`, outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: `${entry}.mjs`, chunkFileNames: '[name]-[hash].mjs' } } },
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', join(outDir, `${entry}.mjs`)], { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  const line = stdout.split('\n').find((one) => one.startsWith(MEASURED));
  if (status !== 0 || line === undefined) throw new Error(`${entry} could not be measured: ${stderr}`);
  return JSON.parse(line.slice(MEASURED.length)) as unknown;
}

/** How much these scripts of a build are on the wire. Entries that the page holds itself have no file. */
export function sizeOf(outDir: string, files: readonly string[]): Size {
  const there = files.map((file) => join(outDir, file)).filter((path) => existsSync(path));
  return { gzipBytes: there.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0), files: there.length };
}
