import { buildBenchPage } from './benchBuild.ts';
import { measureStepsOf } from './benchPage.ts';
import { noteRows, quantile } from './benchTable.ts';
import type { Row } from './benchTable.ts';

/** A step of a cluster too large for cells, from the key to the second frame after it. */
export async function scaleRows(root: string, outDir: string, executablePath: string): Promise<readonly Row[]> {
  await buildBenchPage(root, outDir, 'benchScaleLessons');
  const figures = await measureStepsOf(root, outDir, executablePath);
  const row = (what: string, values: readonly number[]): Row => ({
    what: `10 x 30 x 20 ${what} to painted`, measured: `p50 ${quantile(values, 0.5).toFixed(1)}, p95 ${quantile(values, 0.95).toFixed(1)} ms`, aim: 'p95 <= 33 ms',
    note: `${values.length} steps on 10 brokers x 30 partitions x 20 records`,
  });
  return [row('step', figures.stepMs), row('step back', figures.backMs), ...noteRows('10 x 30 x 20 ', figures)];
}
