import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { sandboxPhrases, sandboxTexts } from '../../i18n/sandbox.ts';
import type { PaletteEntry } from '../../player/palette.ts';
import { paletteEntries, searchPalette } from '../../player/palette.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import type { LessonEntry } from '../lessonEntry.ts';
import { useModal } from '../modal.ts';
import '../sandbox/sandbox.css';

interface Props {
  readonly lessons: readonly LessonEntry[];
}

/** Everything that can be done, found by typing. */
export default function Palette({ lessons }: Props) {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'palette');
  const say = useText();
  const modal = useModal(open, () => player.showSandboxDialog(null));
  return (
    <dialog {...modal} className="dialog palette" aria-label={say(sandboxTexts.paletteTitle)}>
      {open && <Search lessons={lessons} />}
    </dialog>
  );
}

function Search({ lessons }: Props) {
  const player = usePlayer();
  const say = useText();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  // The cluster stands still behind the dialog.
  const entries = useMemo(() => paletteEntries(player.store.getState(), lessons), [player, lessons]);
  const found = useMemo(() => searchPalette(entries, query), [entries, query]);
  const run = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined || !entry.enabled) return;
    player.showSandboxDialog(null);
    entry.run(player);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = found.length - 1;
    const to = { ArrowDown: chosen >= last ? 0 : chosen + 1, ArrowUp: chosen <= 0 ? last : chosen - 1, PageDown: Math.min(last, chosen + 8), PageUp: Math.max(0, chosen - 8) }[event.key];
    if (to !== undefined) setChosen(to);
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette-frame">
      <input
        className="palette-input" type="text" role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-autocomplete="list" autoComplete="off" spellCheck={false}
        aria-activedescendant={found.length === 0 ? undefined : `${id}-${chosen}`} aria-label={say(sandboxTexts.paletteTitle)} placeholder={say(sandboxTexts.paletteHint)}
        value={query} onKeyDown={onKey} onChange={(event) => { setQuery(event.target.value); setChosen(0); }}
      />
      <output className="hidden">{say(sandboxPhrases.matches, found.length)}</output>
      {found.length === 0 && <p className="empty">{say(sandboxTexts.noMatch)}</p>}
      <div id={`${id}-list`} className="palette-list" {...LISTBOX} aria-label={say(sandboxTexts.menu)} tabIndex={-1}>
        {found.map((entry, index) => (
          <Line key={entry.id} id={`${id}-${index}`} entry={entry} selected={index === chosen} onPoint={() => setChosen(index)} onRun={() => run(entry)} />
        ))}
      </div>
    </div>
  );
}

/** The combobox pattern's roles: native `datalist` and `select` can neither disable a line with a reason nor hold a second one. */
const LISTBOX = { role: 'listbox' } as const;
const OPTION = { role: 'option' } as const;

interface LineProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

/** The input keeps the focus and the keys; the mouse may choose too. */
function Line({ id, entry, selected, onPoint, onRun }: LineProps) {
  const say = useText();
  const why = entry.enabled ? null : say(entry.refusal ?? sandboxTexts.notNow);
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // The input has the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div ref={line} id={id} {...OPTION} aria-selected={selected} aria-disabled={!entry.enabled} tabIndex={-1} className="palette-line" onPointerMove={onPoint} onClick={onRun}>
      <span>{say(entry.label)}{why !== null && <small>{why}</small>}</span>
      {entry.key !== null && entry.key !== '' && <kbd lang="en">{entry.key}</kbd>}
    </div>
  );
}
