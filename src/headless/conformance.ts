import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GOLDEN } from '../testkit/conformance/golden.ts';
import { allAgree, linesOf, reportOf } from '../testkit/conformance/report.ts';
import type { FamilyFile } from '../testkit/conformance/family.ts';

export interface ConformanceRun {
  readonly lines: readonly string[];
  /** 0 when every case of every file agrees, 1 when not, 2 when a file cannot be read. */
  readonly exitCode: 0 | 1 | 2;
}

/** Puts our rules to every family file of a folder, in the order of the files' names. */
export function runConformance(folder: string): ConformanceRun {
  const files = readFamilies(folder);
  if (typeof files === 'string') return { lines: [files], exitCode: 2 };
  const reports = files.map(reportOf);
  return { lines: reports.flatMap(linesOf), exitCode: reports.every(allAgree) ? 0 : 1 };
}

/** @returns the files, or in one line why they cannot be read. */
function readFamilies(folder: string): readonly FamilyFile[] | string {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    return `Cannot read ${folder}: ${reasonOf(error)}`;
  }
  if (names.length === 0) return `There are no *.json files in ${folder}`;
  const files: FamilyFile[] = [];
  for (const name of names) {
    const file = readFamily(join(folder, name));
    if (typeof file === 'string') return file;
    files.push(file);
  }
  return files;
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
  const { lines, exitCode } = runConformance(process.argv[2] ?? GOLDEN);
  for (const line of lines) (exitCode === 2 ? console.error : console.log)(line);
  process.exitCode = exitCode;
}
