import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GOLDEN } from '../testkit/conformance/golden.ts';
import { allAgree, linesOf, reportOf } from '../testkit/conformance/report.ts';
import type { FamilyFile } from '../testkit/conformance/family.ts';

export interface ConformanceRun {
  readonly lines: readonly string[];
  /** What could not be read, one line each. */
  readonly errors: readonly string[];
  /** 0 when every case of every file agrees, 1 when not, 2 when a folder or file cannot be read. */
  readonly exitCode: 0 | 1 | 2;
}

/** Puts our rules to every family file of some folders, in the order of the files' names; what cannot be read does not stop the others. */
export function runConformance(folders: readonly string[]): ConformanceRun {
  const files = folders.flatMap(readFamilies);
  const errors = files.filter((file) => typeof file === 'string');
  const reports = files.filter((file) => typeof file !== 'string').map(reportOf);
  const exitCode = errors.length > 0 ? 2 : reports.every(allAgree) ? 0 : 1;
  return { lines: reports.flatMap(linesOf), errors, exitCode };
}

/** @returns the files, or in one line why one cannot be read. */
function readFamilies(folder: string): readonly (FamilyFile | string)[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    return [`Cannot read ${folder}: ${reasonOf(error)}`];
  }
  return names.length === 0 ? [`There are no *.json files in ${folder}`] : names.map((name) => readFamily(join(folder, name)));
}

function readFamily(path: string): FamilyFile | string {
  try {
    const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isFamilyFile(file) ? file : `${path} is not a family of golden cases: it needs "family" and "cases"`;
  } catch (error) {
    return `Cannot read ${path}: ${reasonOf(error)}`;
  }
}

function isFamilyFile(file: unknown): file is FamilyFile {
  if (typeof file !== 'object' || file === null || !('family' in file) || !('cases' in file)) return false;
  return typeof file.family === 'string' && Array.isArray(file.cases);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folders = process.argv.slice(2);
  const { lines, errors, exitCode } = runConformance(folders.length === 0 ? [GOLDEN] : folders);
  for (const line of lines) console.log(line);
  for (const line of errors) console.error(line);
  process.exitCode = exitCode;
}
