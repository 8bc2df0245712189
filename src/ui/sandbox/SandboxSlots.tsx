import { lazy, Suspense, useState } from 'react';
import { useSession } from '../context.tsx';
import type { LessonEntry } from '../lessonEntry.ts';

const SetUpDialog = lazy(() => import('./SetUpDialog.tsx'));
const ResetDialog = lazy(() => import('./ResetDialog.tsx'));
const CommandDialog = lazy(() => import('./CommandDialog.tsx'));
const Palette = lazy(() => import('../palette/Palette.tsx'));
const LossesDialog = lazy(() => import('../losses/LossesDialog.tsx'));
const GlossaryDialog = lazy(() => import('../glossary/GlossaryDialog.tsx'));
const WorldTextDialog = lazy(() => import('../worldText/WorldTextDialog.tsx'));

/** The sandbox's dialogs, the palette, the glossary and the world as text: each is fetched when it is first asked for. */
export function SandboxSlots({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  const open = useSession((session) => session.sandbox.open);
  const [asked, setAsked] = useState<readonly string[]>([]);
  if (open !== null && !asked.includes(open)) setAsked([...asked, open]);
  return (
    <Suspense>
      {asked.includes('set-up') && <SetUpDialog />}
      {asked.includes('reset') && <ResetDialog />}
      {asked.includes('command') && <CommandDialog />}
      {asked.includes('world-text') && <WorldTextDialog />}
      {asked.includes('losses') && <LossesDialog lessons={lessons} />}
      {asked.includes('glossary') && <GlossaryDialog lessons={lessons} />}
      {asked.includes('palette') && <Palette lessons={lessons} />}
    </Suspense>
  );
}
