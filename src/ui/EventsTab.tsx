import { useMemo, useState } from 'react';
import { inspectorTexts } from '../i18n/inspector.ts';
import { milliseconds } from '../i18n/numbers.ts';
import { plain } from '../i18n/spans.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { reportedBefore } from '../player/readings.ts';
import { logLine, printFact } from '../print/logLine.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { Line } from './Prose.tsx';
import { WhyButton } from './why/WhyButton.tsx';
import { sentenceOf } from './words.ts';

const MOST_EVENTS = 300;

/** A fact as a Kafka of this version would log it; null for what it does not log. */
function logLineOf(fact: Fact, era: EraId, nowMs: number): string | null {
  return logLine(fact, era) === null ? null : printFact(fact, era, nowMs);
}

/** The newest event is the one that is seen. */
function intoView(row: HTMLLIElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

/** Everything reported on the way here, as sentences or as Kafka's log lines; a click goes to its step. */
export default function EventsTab() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const era = useSession((session) => session.era);
  const say = useText();
  const [asLog, setAsLog] = useState(false);
  const reported = useMemo(() => reportedBefore({ ...player.store.getState(), course }, MOST_EVENTS), [player, course]);
  const rows = useMemo(
    () => reported.flatMap(({ id, nowMs, fact }, index) => {
      const line = asLog ? logLineOf(fact, era, nowMs) : sentenceOf(fact, say.language);
      return line === null ? [] : [{ id, nowMs, line, fact, key: `${id}:${index}` }];
    }),
    [reported, asLog, era, say.language],
  );
  return (
    <>
      <fieldset className="segmented" aria-label={say(inspectorTexts.sentences)}>
        <button type="button" aria-pressed={!asLog} onClick={() => setAsLog(false)}>{say(inspectorTexts.sentences)}</button>
        <button type="button" aria-pressed={asLog} onClick={() => setAsLog(true)}>{say(inspectorTexts.log)}</button>
      </fieldset>
      {rows.length === 0 && <p className="empty">{say(inspectorTexts.noEvents)}</p>}
      <ol className={asLog ? 'events log' : 'events'}>
        {rows.map(({ key, id, nowMs, line, fact }, index) => (
          <li key={key} ref={index === rows.length - 1 ? intoView : null} className={id === course.cursor ? 'now' : ''}>
            <button type="button" onClick={() => player.jumpTo(id)}>
              {!asLog && <span className="when">{milliseconds(nowMs, say.language)}</span>}
              {asLog ? <code lang="en">{line}</code> : <span><Line text={line} /></span>}
            </button>
            <WhyButton at={id} fact={fact} name={plain(line)} />
          </li>
        ))}
      </ol>
    </>
  );
}
