import { buildBenchPage } from './benchBuild.ts';
import { measureStepsOf } from './benchPage.ts';
import { stepRows } from './benchTable.ts';
import type { Row } from './benchTable.ts';

/** Clusters too large for cells, as shades of records and as strokes; and a large group's own picture. */
const CLUSTERS = [
  { lessons: 'benchScaleLessons', name: '10 x 30 x 20', note: '10 brokers x 30 partitions x 20 records' },
  { lessons: 'benchVeryLargeLessons', name: '50 x 500', note: '50 brokers x 500 partitions' },
  { lessons: 'benchGroupLessons', name: 'group 30 x 100', note: '30 members x 100 partitions that rebalance' },
] as const;

/** A step of a large cluster, from the key to the second frame after it. */
export async function scaleRows(root: string, outDir: string, executablePath: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const cluster of CLUSTERS) rows.push(...await rowsOf(cluster, root, outDir, executablePath));
  return rows;
}

async function rowsOf({ lessons, name, note }: (typeof CLUSTERS)[number], root: string, outDir: string, executablePath: string): Promise<readonly Row[]> {
  await buildBenchPage(root, outDir, lessons);
  const figures = await measureStepsOf(root, outDir, executablePath);
  return stepRows(`${name} `, figures, 'p95 <= 33 ms', note);
}
