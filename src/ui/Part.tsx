import { Component, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { shell } from '../i18n/shell.ts';
import { useText } from './context.tsx';
import { Panel } from './Panel.tsx';

/** A part of the page that is fetched when it is needed. Its place says that it is coming, and that it did not come takes nothing else with it. */
export function Part({ children }: { readonly children: ReactNode }) {
  const say = useText();
  return (
    <Safe said={say(shell.notLoaded)}>
      <Suspense fallback={<span className="coming" aria-busy="true" />}>{children}</Suspense>
    </Safe>
  );
}

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog or menu that is fetched when it is first asked for; until it is there, Escape takes the question back. */
export function DialogPart({ open, onClose, children }: DialogProps) {
  const say = useText();
  return (
    <Safe said={say(shell.notLoaded)} instead={<Panel open={open} onClose={onClose} title={say(shell.notFetched)}><p>{say(shell.notLoaded)}</p></Panel>}>
      <Suspense fallback={<DialogComing onGiveUp={onClose} />}>{children}</Suspense>
    </Safe>
  );
}

function DialogComing({ onGiveUp }: { readonly onGiveUp: () => void }) {
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onGiveUp();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onGiveUp]);
  return <span className="coming" aria-busy="true" />;
}

interface SafeProps {
  readonly said: string;
  /** What stands in its place, if not what is said and the error. */
  readonly instead?: ReactNode;
  readonly children: ReactNode;
}

/** What cannot be drawn must not take the page with it. */
export class Safe extends Component<SafeProps, { readonly error: string | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: string } {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { said, instead, children } = this.props;
    if (this.state.error === null) return children;
    return instead ?? <div className="broke" role="alert"><p>{said}</p><code lang="en">{this.state.error}</code></div>;
  }
}
