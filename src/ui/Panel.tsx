import { useId } from 'react';
import type { ReactNode } from 'react';
import { shell } from '../i18n/shell.ts';
import { useText } from './context.tsx';
import { useModal } from './modal.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Over the whole window. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus, closes on Esc and makes the page behind it inert. */
export function Panel({ open, onClose, title, wide = false, children }: Props) {
  const say = useText();
  const modal = useModal(open, onClose);
  const id = useId();
  return (
    <dialog {...modal} className={wide ? 'dialog wide' : 'dialog'} aria-labelledby={id}>
      {open && (
        <div className="dialog-frame">
          <div className="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="round" aria-label={say(shell.close)} onClick={onClose}><span aria-hidden="true">✕</span></button>
          </div>
          <div className="dialog-body">{children}</div>
        </div>
      )}
    </dialog>
  );
}
