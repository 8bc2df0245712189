import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildBenchPage, buildPage, measureAssignors, measureGroups, measureLinks, measureMemory, measureVeryLarge, measureWorld, sizeOf } from './benchBuild.ts';
import { measurePage } from './benchPage.ts';
import { assignorRows, groupRows, initialRow, linkRows, memoryRows, pageRows, readyRow, tableOf, veryLargeRows, worldRows } from './benchTable.ts';
import { scaleRows } from './benchScale.ts';
import type { Row } from './benchTable.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Whatever cannot be measured here is said in its place. */
async function rowsOf(what: string, measure: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    console.error(`measuring ${what}`);
    return await measure();
  } catch (error) {
    return [{ what, measured: 'not measured', aim: '', note: String(error instanceof Error ? error.message : error).split('\n')[0] ?? '' }];
  }
}

async function browserPath(): Promise<string> {
  const { browser } = await import(pathToFileURL(join(root, 'scripts/browser.mjs')).href) as { browser: () => Promise<string | undefined> };
  const path = await browser();
  if (path === undefined) throw new Error('there is no browser');
  return path;
}

/** Measures and prints one table. It judges nothing: a busy machine is no fault of the code. */
async function bench(scratch: string): Promise<void> {
  const [pageDir, benchDir] = [join(scratch, 'page'), join(scratch, 'bench')];
  const rows = [
    ...await rowsOf('the world', async () => worldRows(await measureWorld(root, join(scratch, 'world')))),
    ...await rowsOf('links', async () => linkRows(await measureLinks(root, join(scratch, 'links')))),
    ...await rowsOf('memory', async () => memoryRows(await measureMemory(root, join(scratch, 'memory')))),
    ...await rowsOf('assignors', async () => assignorRows(await measureAssignors(root, join(scratch, 'assignors')))),
    ...await rowsOf('a large group', async () => groupRows(await measureGroups(root, join(scratch, 'groups')))),
    ...await rowsOf('a very large cluster', async () => veryLargeRows(await measureVeryLarge(root, join(scratch, 'very-large')))),
    ...await rowsOf('the size of the page', async () => {
      return [initialRow(sizeOf(pageDir, await buildPage(root, pageDir)))];
    }),
    ...await rowsOf('the page', async () => {
      await buildBenchPage(root, benchDir);
      const figures = await measurePage(root, pageDir, benchDir, await browserPath());
      return [readyRow(sizeOf(pageDir, figures.readyScripts)), ...pageRows(figures)];
    }),
    ...await rowsOf('the page with large clusters', async () => scaleRows(root, join(scratch, 'scale'), await browserPath())),
  ];
  console.log(tableOf(rows));
}

const scratch = mkdtempSync(join(tmpdir(), 'highwater-bench-'));
try {
  await bench(scratch);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
