import { use, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { exportTexts } from '../../i18n/sequence.ts';
import { takenAt } from '../../player/course.ts';
import { usePlayer, useText } from '../context.tsx';
import { PictureContext } from './pictures.ts';
import './picture.css';

const KINDS = ['svg', 'png'] as const;

/** Saves the picture that is shown as a file. */
export default function SaveMenu() {
  const say = useText();
  const player = usePlayer();
  const slot = use(PictureContext);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const outside = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node) || root.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };
  const save = async (kind: (typeof KINDS)[number]): Promise<void> => {
    close();
    try {
      const picture = await slot.take();
      if (picture === null) return;
      const blob = kind === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await (await import('../../stage/shared/standalone.ts')).rasterised(picture.svg, picture);
      const { lesson, stageTab, course } = player.store.getState();
      download(blob, `highwater-${lesson.id}-${stageTab}-${takenAt(course, course.cursor).note.nowMs}ms.${kind}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (!moveFocus(root.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={root} className="save-menu">
      <button ref={trigger} type="button" className="save-trigger" aria-haspopup="menu" aria-expanded={open} aria-label={say(exportTexts.menu)} title={say(exportTexts.menu)} onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false"><path d="M10 3v9m-3.500-3.500L10 12l3.500-3.500M4 13v3.500h12V13" fill="none" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" strokeLinejoin="round" /></svg>
      </button>
      {failed && <span role="alert" className="save-failed">{say(exportTexts.failed)}</span>}
      {open && (
        <div className="save-list" role="menu" tabIndex={-1} aria-label={say(exportTexts.menu)} onKeyDown={onKey}>
          {KINDS.map((kind) => <button key={kind} type="button" role="menuitem" tabIndex={-1} className="save-item" onClick={() => void save(kind)}>{say(exportTexts[kind])}</button>)}
        </div>
      )}
    </div>
  );
}

function moveFocus(root: HTMLElement | null, key: string): boolean {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[key];
  if (to === undefined) return false;
  items[to]?.focus();
  return true;
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; by then a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
