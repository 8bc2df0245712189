import type { Language } from '../../i18n/language.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { plain } from '../../i18n/spans.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { LoggedEvent, PrintedEvent } from '../../player/eventLog.ts';
import { logLine, plainFact } from '../../print/logLine.ts';
import { formatVirtualTime } from '../../print/time.ts';
import { sentenceOf } from '../words.ts';

/** How events are shown: told, or as Kafka would log them. */
export type Look = 'sentences' | 'log';

const known = new Map<string, WeakMap<LoggedEvent, PrintedEvent>>();

/** An event in words. The same event gives the same object, so that a row is drawn once. */
export function printed(event: LoggedEvent, look: Look, era: EraId, language: Language): PrintedEvent {
  const key = `${look} ${era} ${language}`;
  const cache = known.get(key) ?? new WeakMap<LoggedEvent, PrintedEvent>();
  known.set(key, cache);
  const before = cache.get(event);
  if (before !== undefined) return before;
  const line = logLine(event.fact, era);
  const text = look === 'sentences' ? sentenceOf(event.fact, era, language) : (line?.text ?? plainFact(event.fact, era));
  const made: PrintedEvent = { event, level: line?.level ?? 'model', text, logger: line?.logger ?? null };
  cache.set(event, made);
  return made;
}

/** When it happened: as Kafka writes time in a log, or in milliseconds. */
export function timeOf({ nowMs }: LoggedEvent, look: Look, language: Language): string {
  return look === 'log' ? formatVirtualTime(nowMs) : milliseconds(nowMs, language);
}

/** An event as it is copied: one line. */
export function copied({ event, level, text, logger }: PrintedEvent, look: Look, withLogger: boolean, language: Language): string {
  const time = timeOf(event, look, language);
  if (look === 'sentences') return `${time}  ${plain(text)}`;
  return [time, ...(level === 'model' ? [] : [level]), text, ...(withLogger && logger !== null ? [`(${logger})`] : [])].join(' ');
}
