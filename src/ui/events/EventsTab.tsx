import { useMemo, useState } from 'react';
import { eventKindNames, eventPhrases, eventTexts } from '../../i18n/events.ts';
import { integer } from '../../i18n/numbers.ts';
import { EVENT_KINDS } from '../../player/eventLogKinds.ts';
import type { EventKind } from '../../player/eventLogKinds.ts';
import { EVENT_LEVELS, eventLog, passes } from '../../player/eventLog.ts';
import type { EventFilter, EventLevel } from '../../player/eventLog.ts';
import { worldOf } from '../../player/session.ts';
import { copyText } from '../copyText.ts';
import { download } from '../download.ts';
import { useSession, useText } from '../context.tsx';
import { EventList } from './EventList.tsx';
import type { Look } from './eventWords.ts';
import { copied, printed } from './eventWords.ts';
import '../css/panel.css';
import './events.css';

const ALL_LEVELS: ReadonlySet<EventLevel> = new Set(EVENT_LEVELS);
const LOGGED: ReadonlySet<EventLevel> = new Set(EVENT_LEVELS.filter((level) => level !== 'model'));
/** By look: a log shows at first what Kafka logs, sentences tell everything. */
const FIRST_LEVELS: Readonly<Record<Look, ReadonlySet<EventLevel>>> = { sentences: ALL_LEVELS, log: LOGGED };
const NO_FILTER = { node: null, kind: null, text: '' } as const;

/** Everything reported on the present path, as sentences or as Kafka's log lines; a click goes to its step. */
export default function EventsTab() {
  const course = useSession((session) => session.course);
  const showRoutine = useSession((session) => session.showRoutine);
  const era = useSession((session) => session.era);
  const say = useText();
  const [look, setLook] = useState<Look>('sentences');
  const [withLogger, setWithLogger] = useState(false);
  const [levels, setLevels] = useState(FIRST_LEVELS);
  const [narrowed, setNarrowed] = useState<Omit<EventFilter, 'levels'>>(NO_FILTER);
  const [said, setSaid] = useState('');
  const { events, happened } = useMemo(() => eventLog({ course, showRoutine }), [course, showRoutine]);
  const all = useMemo(() => events.map((event) => printed(event, look, era, say.language)), [events, look, era, say.language]);
  const filter = useMemo(() => ({ ...narrowed, levels: levels[look] }), [narrowed, levels, look]);
  const shown = useMemo(() => all.flatMap((one, index) => (passes(one, filter) ? [{ printed: one, ahead: index >= happened }] : [])), [all, filter, happened]);
  const count = say(eventPhrases.shown, integer(shown.length, say.language), integer(all.length, say.language));
  const copy = (lines: readonly string[]): void => {
    void copyText(lines.join('\n')).then((done) => setSaid(done ? say(eventPhrases.copiedLines, say(eventPhrases.lines, lines.length)) : say(eventTexts.notCopied)));
  };
  const save = (lines: readonly string[]): void => download(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }), `highwater-events.${look === 'log' ? 'log' : 'txt'}`);
  const text = (one: (typeof shown)[number]): string => copied(one.printed, look, withLogger, say.language);
  return (
    <div className="event-panel">
      <div className="event-bar">
        <fieldset className="segmented" aria-label={say(eventTexts.shownAs)}>
          <button type="button" aria-pressed={look === 'sentences'} onClick={() => setLook('sentences')}>{say(eventTexts.sentences)}</button>
          <button type="button" aria-pressed={look === 'log'} onClick={() => setLook('log')}>{say(eventTexts.log)}</button>
        </fieldset>
        <span className="event-takes">
          <button type="button" className="panel-button" aria-disabled={shown.length === 0} onClick={() => { if (shown.length > 0) copy(shown.map(text)); }}>{say(eventTexts.copyAll)}</button>
          <button type="button" className="panel-button" aria-disabled={shown.length === 0} onClick={() => { if (shown.length > 0) save(shown.map(text)); }}>{say(eventTexts.saveAll)}</button>
        </span>
      </div>
      <input
        type="search" className="panel-search" aria-label={say(eventTexts.search)} placeholder={say(eventTexts.search)} value={narrowed.text}
        onChange={(event) => setNarrowed({ ...narrowed, text: event.target.value })}
      />
      <Filters
        look={look} filter={filter} narrow={(part) => setNarrowed({ ...narrowed, ...part })} withLogger={withLogger} setWithLogger={setWithLogger}
        toggle={(level) => setLevels({ ...levels, [look]: toggled(levels[look], level) })}
      />
      <p className="panel-count" aria-live="polite">{count}{said !== '' && <> · <strong>{said}</strong></>}</p>
      {all.length === 0 && <p className="empty">{say(eventTexts.none)}</p>}
      {all.length > 0 && shown.length === 0 && (
        <p className="empty">
          {say(eventTexts.noneMatch)}{' '}
          <button type="button" className="link" onClick={() => { setNarrowed(NO_FILTER); setLevels(FIRST_LEVELS); }}>{say(eventTexts.clear)}</button>
        </p>
      )}
      {shown.length > 0 && <EventList key={look} shown={shown} look={look} withLogger={withLogger} search={narrowed.text} cursor={course.cursor} copy={(one) => copy([text(one)])} />}
    </div>
  );
}

function toggled(levels: ReadonlySet<EventLevel>, level: EventLevel): ReadonlySet<EventLevel> {
  return new Set(EVENT_LEVELS.filter((one) => (one === level) !== levels.has(one)));
}

interface FilterProps {
  readonly look: Look;
  readonly filter: EventFilter;
  readonly narrow: (part: Partial<Pick<EventFilter, 'node' | 'kind'>>) => void;
  readonly toggle: (level: EventLevel) => void;
  readonly withLogger: boolean;
  readonly setWithLogger: (on: boolean) => void;
}

function Filters({ look, filter, narrow, toggle, withLogger, setWithLogger }: FilterProps) {
  const world = useSession(worldOf);
  const say = useText();
  const nodes = Object.keys(world.nodes);
  return (
    <fieldset className="event-filters" aria-label={say(eventTexts.filters)}>
      <label>
        <span className="hidden">{say(eventTexts.node)}</span>
        <select className="panel-select" value={filter.node ?? ''} onChange={(event) => narrow({ node: event.target.value === '' ? null : event.target.value })}>
          <option value="">{say(eventTexts.everyNode)}</option>
          {nodes.map((node) => <option key={node} value={node} lang="en">{node}</option>)}
        </select>
      </label>
      <label>
        <span className="hidden">{say(eventTexts.kind)}</span>
        <select className="panel-select" value={filter.kind ?? ''} onChange={(event) => narrow({ kind: event.target.value === '' ? null : (event.target.value as EventKind) })}>
          <option value="">{say(eventTexts.everyKind)}</option>
          {EVENT_KINDS.map((kind) => <option key={kind} value={kind}>{say(eventKindNames[kind])}</option>)}
        </select>
      </label>
      <fieldset className="event-levels" aria-label={say(eventTexts.levels)}>
        {EVENT_LEVELS.map((level) => (
          <button key={level} type="button" className="panel-chip" aria-pressed={filter.levels.has(level)} title={level === 'model' ? say(eventTexts.modelWhy) : undefined} onClick={() => toggle(level)}>
            {level === 'model' ? say(eventTexts.model) : <span lang="en">{level}</span>}
          </button>
        ))}
      </fieldset>
      {look === 'log' && (
        <label className="check">
          <input type="checkbox" checked={withLogger} onChange={(event) => setWithLogger(event.target.checked)} />
          <span>{say(eventTexts.loggers)}</span>
        </label>
      )}
    </fieldset>
  );
}
