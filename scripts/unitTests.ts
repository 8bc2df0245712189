import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/** What a file of tests does to every file that is run after it in the same process. */
const LEAVES_TRACES = /\bvi\.(?:mock|doMock|stubGlobal|stubEnv)\(/u;

function marked(root: string): readonly string[] {
  const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => `src/${path.replaceAll('\\', '/')}`);
  return paths.filter((path) => /\.test\.tsx?$/u.test(path) && LEAVES_TRACES.test(readFileSync(join(root, path), 'utf8')));
}

/** The unit tests share their processes, so that the model is not loaded anew for each file; those that would disturb the others are run alone, after them. */
export function unitTests(root: string): TestProjectInlineConfiguration[] {
  const alone = [...marked(root)];
  return [
    { extends: true, test: { name: 'unit', isolate: false, include: ['src/**/*.test.{ts,tsx}'], exclude: alone } },
    { extends: true, test: { name: 'alone', include: alone, sequence: { groupOrder: 1 } } },
  ];
}
