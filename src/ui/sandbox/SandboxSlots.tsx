import { lazy, useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { SandboxState } from '../../player/sandboxState.ts';
import { usePlayer, useSession } from '../context.tsx';
import type { LessonEntry } from '../lessonEntry.ts';
import { DialogPart } from '../Part.tsx';

const SetUpDialog = lazy(() => import('./SetUpDialog.tsx'));
const ResetDialog = lazy(() => import('./ResetDialog.tsx'));
const CommandDialog = lazy(() => import('./CommandDialog.tsx'));
const Palette = lazy(() => import('../palette/Palette.tsx'));
const LossesDialog = lazy(() => import('../losses/LossesDialog.tsx'));
const AssignorsDialog = lazy(() => import('../assignors/AssignorsDialog.tsx'));
const GlossaryDialog = lazy(() => import('../glossary/GlossaryDialog.tsx'));
const ShareDialog = lazy(() => import('../share/ShareDialog.tsx'));
const WorldTextDialog = lazy(() => import('../worldText/WorldTextDialog.tsx'));

/** The sandbox's dialogs, the palette, the glossary, the assignors and the world as text: each is fetched when it is first asked for. */
export function SandboxSlots({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  return (
    <>
      <Slot id="set-up"><SetUpDialog /></Slot>
      <Slot id="reset"><ResetDialog /></Slot>
      <Slot id="command"><CommandDialog /></Slot>
      <Slot id="world-text"><WorldTextDialog /></Slot>
      <Slot id="losses"><LossesDialog lessons={lessons} /></Slot>
      <Slot id="glossary"><GlossaryDialog lessons={lessons} /></Slot>
      <Slot id="assignors"><AssignorsDialog /></Slot>
      <Slot id="share"><ShareDialog /></Slot>
      <Slot id="palette"><Palette lessons={lessons} /></Slot>
    </>
  );
}

function Slot({ id, children }: { readonly id: NonNullable<SandboxState['open']>; readonly children: ReactNode }) {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === id);
  const [asked, setAsked] = useState(false);
  if (open && !asked) setAsked(true);
  const close = useCallback(() => (id === 'command' ? player.ask(null) : player.showSandboxDialog(null)), [player, id]);
  return asked ? <DialogPart open={open} onClose={close}>{children}</DialogPart> : null;
}
