import type { Command } from '../kafka/commands.ts';
import type { KafkaChoice } from '../kafka/simulation.ts';
import type { Run, RunChoice } from '../world/run.ts';
import { describeChoice, recordRun } from '../world/run.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';
import { version } from '../../package.json';

/** What a visitor can send in when a rule of the model threw: the run up to the last good step, and what was tried then. */
export interface Report {
  readonly report: 'highwater';
  /** Of the page that the run was made with. */
  readonly version: string;
  readonly message: string;
  /** null when the step came by itself. */
  readonly tried: RunChoice<Command> | null;
  readonly run: Run<Command>;
}

export function reportOf(session: Session): Report {
  const { course, guide, lesson, era, came, kind } = session;
  const about = { subject: kind === 'sandbox' ? { cluster: lesson.cluster } : { lesson: lesson.id }, era, seed: lesson.seed, settings: {} };
  const run = recordRun(course.history, course.cursor, (world, choice) => guide.step(world, choice), about);
  return { report: 'highwater', version, message: came.error ?? '', tried: came.tried === undefined ? null : named(session, came.tried), run };
}

function named(session: Session, choice: KafkaChoice): RunChoice<Command> | null {
  try {
    return describeChoice<Command>(worldOf(session), choice, null);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
