import type { EraId } from '../kafka/era/era.ts';
import { eraIds } from '../kafka/era/era.ts';
import { lessonById, lessons } from '../lessons/index.ts';
import { withSettings } from '../lessons/setConfig.ts';
import type { Lesson } from '../lessons/types.ts';

export const USAGE = 'usage: npm run -s headless -- lesson ID [--json] [--era E] [--set key=value] [--lang en|zh]';

/** What was typed cannot be meant: one line for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface LessonArguments {
  readonly lesson: Lesson;
  readonly era: EraId;
  readonly set: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly language: 'en' | 'zh';
}

/**
 * Reads the command line behind `headless --`. The last of several equal options counts.
 *
 * @throws UsageError, or SettingError for a setting that Kafka would refuse.
 */
export function parseArguments(args: readonly string[]): LessonArguments {
  const [command, id, ...options] = args;
  if (command !== 'lesson') throw new UsageError(command === undefined ? USAGE : `there is no command "${command}"; ${USAGE}`);
  if (id === undefined || id.startsWith('-')) throw new UsageError(USAGE);
  const lesson = lessonById(id);
  if (lesson === undefined) throw new UsageError(`there is no lesson "${id}"; known are ${lessons.map((one) => one.id).join(', ')}`);
  const parsed = readOptions(options, { lesson, era: lesson.era, set: {}, json: false, language: 'en' });
  withSettings(lesson.cluster, parsed.set, parsed.era);
  return parsed;
}

function readOptions(options: readonly string[], before: LessonArguments): LessonArguments {
  const [option, value, ...others] = options;
  if (option === undefined) return before;
  if (option === '--json') return readOptions(options.slice(1), { ...before, json: true });
  if (option !== '--era' && option !== '--set' && option !== '--lang') throw new UsageError(`there is no option "${option}"; ${USAGE}`);
  if (value === undefined) throw new UsageError(`${option} needs a value; ${USAGE}`);
  return readOptions(others, { ...before, ...valued(option, value, before) });
}

function valued(option: '--era' | '--set' | '--lang', value: string, before: LessonArguments): Partial<LessonArguments> {
  if (option === '--era') return { era: eraNamed(value) };
  if (option === '--lang') return { language: languageNamed(value) };
  const equals = value.indexOf('=');
  if (equals < 1) throw new UsageError(`--set needs key=value, got "${value}"`);
  return { set: { ...before.set, [value.slice(0, equals)]: value.slice(equals + 1) } };
}

/** Any version: where a lesson's story is another one, its endings tell. */
function eraNamed(name: string): EraId {
  const era = eraIds.find((id) => id === name);
  if (era === undefined) throw new UsageError(`there is no era "${name}"; known are ${eraIds.join(', ')}`);
  return era;
}

function languageNamed(name: string): 'en' | 'zh' {
  if (name === 'en' || name === 'zh') return name;
  throw new UsageError(`there is no language "${name}"; known are en, zh`);
}
