import { memo } from 'react';
import { eventPhrases, eventTexts } from '../../i18n/events.ts';
import { plain } from '../../i18n/spans.ts';
import type { PrintedEvent } from '../../player/eventLog.ts';
import { piecesOf } from '../../player/eventLog.ts';
import { usePlayer, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import { WhyButton } from '../why/WhyButton.tsx';
import type { Look } from './eventWords.ts';
import { timeOf } from './eventWords.ts';

interface Props {
  readonly row: number;
  readonly printed: PrintedEvent;
  readonly ahead: boolean;
  /** The first that lies ahead says so. */
  readonly firstAhead: boolean;
  readonly look: Look;
  readonly withLogger: boolean;
  readonly search: string;
  readonly now: boolean;
  /** In the order of the tab key. */
  readonly active: boolean;
  readonly choose: (row: number) => void;
  readonly copy: (one: { readonly printed: PrintedEvent; readonly ahead: boolean }) => void;
}

/** One event: a click goes to its step. */
export const EventRow = memo(Row, (before, after) => Object.keys(after).every((name) => name === 'copy' || before[name as keyof Props] === after[name as keyof Props]));

function Row({ row, printed, ahead, firstAhead, look, withLogger, search, now, active, choose, copy }: Props) {
  const player = usePlayer();
  const say = useText();
  const { event, level, text, logger } = printed;
  const words = look === 'sentences' ? plain(text) : text;
  return (
    <>
      {firstAhead && <li className="event-ahead">{say(eventTexts.ahead)}</li>}
      <li className={['event', ahead ? 'ahead' : '', now ? 'now' : ''].join(' ')} data-row={row} aria-current={now ? 'step' : undefined}>
        <button type="button" tabIndex={active ? 0 : -1} onFocus={() => choose(row)} onClick={() => player.jumpTo(event.id)}>
          <span className="when">{timeOf(event, look, say.language)}</span>{' '}
          {look === 'log' ? (
            <code lang="en">
              {level !== 'model' && <span className={`level ${level}`}>{level} </span>}
              <Marked text={words} search={search} />
              {withLogger && logger !== null && <span className="logger"> (<Marked text={logger} search={search} />)</span>}
            </code>
          ) : <span>{search.trim() === '' ? <Line text={text} /> : <Marked text={words} search={search} />}</span>}
        </button>
        <span className="event-do">
          <WhyButton at={event.id} fact={event.fact} name={words} tabIndex={active ? 0 : -1} />
          <button
            type="button" className="copy-button" tabIndex={active ? 0 : -1} aria-label={say(eventPhrases.doTo, say(eventTexts.copyOne), words)} title={say(eventTexts.copyOne)}
            onClick={() => copy({ printed, ahead })}
          >
            <svg aria-hidden="true" viewBox="0 0 16 16"><path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7" /></svg>
          </button>
        </span>
      </li>
    </>
  );
}

function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  let at = 0;
  return piecesOf(text, search).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.found ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
