import { families } from './index.ts';
import type { Family, FamilyFile } from './family.ts';

/** How one file of cases fared. */
export interface FamilyReport {
  readonly family: string;
  readonly supported: boolean;
  readonly agree: number;
  readonly total: number;
  /** The first case we answer otherwise. */
  readonly first: { readonly index: number; readonly caseData: unknown; readonly difference: string } | null;
}

export function reportOf(file: FamilyFile): FamilyReport {
  const family = families.find(({ name }) => name === file.family);
  const total = file.cases.length;
  if (family === undefined) return { family: file.family, supported: false, agree: 0, total, first: null };
  const differences = file.cases.flatMap((caseData, index) => {
    const difference = differenceOf(family, caseData);
    return difference === null ? [] : [{ index, caseData, difference }];
  });
  return { family: file.family, supported: true, agree: total - differences.length, total, first: differences[0] ?? null };
}

export function allAgree(report: FamilyReport): boolean {
  return report.supported && report.agree === report.total;
}

export function linesOf(report: FamilyReport): readonly string[] {
  if (!report.supported) return [`${report.family}: not supported`];
  const head = `${report.family}: ${report.agree} of ${report.total} agree`;
  if (report.first === null) return [head];
  const { index, caseData, difference } = report.first;
  return [head, `  case ${index}${nameOf(caseData)}: ${difference}`, `  ${shortened(JSON.stringify(caseData))}`];
}

function differenceOf(family: Family, caseData: unknown): string | null {
  try {
    return family.check(caseData)?.difference ?? null;
  } catch (thrown) {
    return `threw ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function nameOf(caseData: unknown): string {
  const named = typeof caseData === 'object' && caseData !== null && 'name' in caseData;
  return named ? ` (${String(caseData.name)})` : '';
}

function shortened(text: string): string {
  const most = 400;
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
