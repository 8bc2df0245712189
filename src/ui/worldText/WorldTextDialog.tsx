import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { worldWords as words } from '../../i18n/worldText.ts';
import { worldOf } from '../../player/session.ts';
import { metadataBy } from '../../player/settings.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { copyText } from '../copyText.ts';
import { Panel } from '../Panel.tsx';
import type { TextPart, TextSection } from './tree.ts';
import { plainText } from './tree.ts';
import { worldText } from './worldText.ts';
import './worldText.css';

/** The whole present world to be read, heard or copied. The dialog keeps the focus and gives it back. */
export default function WorldTextDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'world-text');
  const say = useText();
  return <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(words.title)}><World /></Panel>;
}

function World() {
  const world = useSession(worldOf);
  const era = useSession((session) => session.era);
  const internalTopics = useSession((session) => session.internalTopics);
  const say = useText();
  const text = useMemo(() => worldText(world, { version: era, metadataBy: metadataBy(era) }, say, internalTopics), [world, era, say, internalTopics]);
  return (
    <div className="world-text">
      <Copy text={text} />
      {text.sections.map((one) => <Section key={one.heading} section={one} level={3} />)}
    </div>
  );
}

function Copy({ text }: { readonly text: TextSection }) {
  const say = useText();
  const [done, setDone] = useState<boolean | null>(null);
  return (
    <p className="world-copy">
      <button type="button" className="panel-button" onClick={() => void copyText(plainText(text)).then(setDone)}>{say(words.copy)}</button>{' '}
      <output>{done === null ? '' : say(done ? words.copied : words.notCopied)}</output>
    </p>
  );
}

function Section({ section: { heading, parts, sections }, level }: { readonly section: TextSection; readonly level: 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <section>
      <Heading>{heading}</Heading>
      {parts.map((part) => <Part key={keyOf(part)} part={part} />)}
      {sections.map((one) => <Section key={one.heading} section={one} level={4} />)}
    </section>
  );
}

function keyOf(part: TextPart): string {
  return part.is === 'line' ? part.text : part.is === 'list' ? part.items.join() : part.caption;
}

function Part({ part }: { readonly part: TextPart }): ReactNode {
  switch (part.is) {
    case 'line': return <p>{part.text}</p>;
    case 'list': return <ul>{part.items.map((item) => <li key={item}>{item}</li>)}</ul>;
    case 'table': return <Table part={part} />;
    default: return part satisfies never;
  }
}

/** A table wider than the dialog scrolls by itself, for the keyboard too. */
function Table({ part: { caption, columns, rows } }: { readonly part: Extract<TextPart, { readonly is: 'table' }> }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable
    <section className="world-table" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="hidden">{caption}</caption>
        <thead><tr>{columns.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>
          {rows.map((cells, index) => (
            // Rows may be equal, and never change places while they are shown.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>{cells.map((cell, at) => (at === 0 ? <th key={columns[at]} scope="row">{cell}</th> : <td key={columns[at]}>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
