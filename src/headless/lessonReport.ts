import type { Fact } from '../kafka/facts.ts';
import type { Verdict } from '../kafka/promises/types.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { CheckedEnding } from '../lessons/ends.ts';
import type { PlayedChoice, PlayedLesson, PlayedRun } from '../lessons/play.ts';
import { printFact } from '../print/logLine.ts';
import type { LessonArguments } from './lessonArguments.ts';

interface ReportedStep {
  readonly choice: PlayedChoice;
  readonly nowMs: number;
  readonly facts: readonly Fact[];
}

interface ReportedRun {
  readonly steps: readonly ReportedStep[];
  readonly promises: readonly Verdict[];
}

/** What `--json` prints. A branch's steps are those after it left the main run. */
export interface LessonReport extends ReportedRun {
  readonly lesson: string;
  readonly era: string;
  readonly set: Readonly<Record<string, string>>;
  readonly branches: Readonly<Record<string, ReportedRun>>;
  readonly ends: readonly CheckedEnding[];
}

export function jsonReport({ lesson, era, set }: LessonArguments, played: PlayedLesson, ends: readonly CheckedEnding[]): LessonReport {
  const branches = Object.entries(played.branches).map(([id, run]) => [id, reportedRun(run)] as const);
  return { lesson: lesson.id, era, set, ...reportedRun(played), branches: Object.fromEntries(branches), ends };
}

function reportedRun(run: PlayedRun): ReportedRun {
  const steps = run.steps.slice(run.sharedSteps).map(({ choice, step }) => ({ choice, nowMs: step.world.nowMs, facts: step.facts }));
  return { steps, promises: verdicts(run.world, run.world.ledger) };
}

/** Every step's facts as log lines under the scenes' titles, then the promises, what-ifs alike, and the endings. */
export function textReport(args: LessonArguments, played: PlayedLesson, ends: readonly CheckedEnding[]): readonly string[] {
  const { lesson, era, language } = args;
  return [
    `# ${lesson.title[language]} (${lesson.id}, Kafka ${era})`,
    ...runLines(played, args),
    ...lesson.whatIf.flatMap(({ id, label }) => {
      const run = played.branches[id];
      return run === undefined ? [] : ['', `# ${label[language]} (${id})`, ...runLines(run, args)];
    }),
    '',
    ...ends.map((ending) => endingLine(ending, language)),
  ];
}

function runLines(run: PlayedRun, { era, language }: LessonArguments): readonly string[] {
  const scenes = run.scenes.flatMap((mark, index) => {
    const facts = run.steps.slice(mark.firstStep, mark.endStep).flatMap(({ step }) => step.facts.map((fact) => printFact(fact, era, step.world.nowMs)));
    const cutShort = mark.reached ? [] : ['# its time was up before what this scene waits for'];
    return ['', `# ${index + 1}. ${run.script.scenes[index]?.title[language] ?? ''}`, ...facts, ...cutShort];
  });
  return [...scenes, '', ...verdicts(run.world, run.world.ledger).map(promiseLine)];
}

function promiseLine({ promise, verdict, records, remedy }: Verdict): string {
  const concerned = records.map((record) => `${record.value ?? 'null'} (${record.partition} offset ${record.offset})`).join(', ');
  const kept = remedy === null ? '' : `; would have been kept by ${remedy.name}=${remedy.value}`;
  return `promise ${promise}: ${verdict}${concerned === '' ? '' : `: ${concerned}`}${kept}`;
}

function endingLine(ending: CheckedEnding, language: 'en' | 'zh'): string {
  return `end ${ending.holds ? 'holds' : 'FAILS'}: ${ending.say[language]}${ending.holds ? '' : ` (actual: ${JSON.stringify(ending.actual)})`}`;
}
