import { pathToFileURL } from 'node:url';
import { checkEnds } from '../lessons/ends.ts';
import { withErrorWords } from '../lessons/errorWords.ts';
import { playLesson } from '../lessons/play.ts';
import { LessonError } from '../lessons/script.ts';
import { SettingError } from '../lessons/setConfig.ts';
import { parseArguments, UsageError } from './lessonArguments.ts';
import { jsonReport, textReport } from './lessonReport.ts';

export interface Outcome {
  readonly out: readonly string[];
  /** At most one line. */
  readonly err: readonly string[];
  /** 0: every ending holds; 1: one does not, or the lesson cannot be played to its end; 2: the command line makes no sense. */
  readonly exitCode: 0 | 1 | 2;
}

/** Plays a lesson from a command line: `lesson ID [--json] [--era E] [--set key=value] [--lang zh]`. */
export function runLesson(argv: readonly string[]): Outcome {
  try {
    const asked = parseArguments(argv);
    const args = { ...asked, lesson: withErrorWords(asked.lesson, asked.era) };
    const played = playLesson(args.lesson, { era: args.era, set: args.set });
    const ends = checkEnds(args.lesson, played);
    const out = args.json ? [JSON.stringify(jsonReport(args, played, ends), null, 2)] : textReport(args, played, ends);
    return { out, err: [], exitCode: ends.every((ending) => ending.holds) ? 0 : 1 };
  } catch (error) {
    // A setting or topic that the booting cluster refuses is a RangeError with Kafka's message.
    if (error instanceof UsageError || error instanceof SettingError || error instanceof RangeError) return failed(error, 2);
    if (error instanceof LessonError) return failed(error, 1);
    throw error;
  }
}

function failed(error: Error, exitCode: 1 | 2): Outcome {
  return { out: [], err: [error.message.split('\n')[0] ?? error.message], exitCode };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { out, err, exitCode } = runLesson(process.argv.slice(2));
  // Not process.exit: a pipe may still be reading.
  process.exitCode = exitCode;
  if (out.length > 0) process.stdout.write(`${out.join('\n')}\n`);
  if (err.length > 0) process.stderr.write(`${err.join('\n')}\n`);
}
