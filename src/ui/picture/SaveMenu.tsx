import { use, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { exportTexts } from '../../i18n/sequence.ts';
import { usePlayer, useText } from '../context.tsx';
import { PictureContext } from './pictures.ts';
import type { PictureKind } from './savePicture.ts';
import { PICTURE_KINDS, savePicture } from './savePicture.ts';
import './picture.css';

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
  const save = async (kind: PictureKind): Promise<void> => {
    close();
    try {
      await savePicture(kind, slot, player.store.getState());
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
          {PICTURE_KINDS.map((kind) => <button key={kind} type="button" role="menuitem" tabIndex={-1} className="save-item" onClick={() => void save(kind)}>{say(exportTexts[kind])}</button>)}
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
