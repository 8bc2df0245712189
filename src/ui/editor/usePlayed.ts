import { useDeferredValue, useMemo } from 'react';
import type { Lesson } from '../../lessons/types.ts';
import type { Parting, PlayedDraft } from '../../player/author/played.ts';
import { partingOf, playDraft } from '../../player/author/played.ts';
import type { Recording } from '../../player/author/recording.ts';

/** The run of the lesson; null until it was played for the first time. */
export type PlayedNow = (PlayedDraft & { readonly parting: Parting | null }) | null;

/** Plays the lesson whenever something changed that decides its run; typing texts does not. */
export function usePlayed(lesson: Lesson | null, recording: Recording | undefined): { readonly now: PlayedNow; readonly isBusy: boolean } {
  const key = useMemo(() => (lesson === null ? '' : deciding(lesson)), [lesson]);
  // The fields come first; the run follows.
  const played = useDeferredValue(key, '');
  const now = useMemo(() => {
    if (played === '') return null;
    const bare = JSON.parse(played) as Lesson;
    const result = playDraft(bare);
    return { ...result, parting: result.ok && recording !== undefined ? partingOf(bare, result.played, recording) : null };
  }, [played, recording]);
  return { now, isBusy: played !== key };
}

function deciding({ cluster, era, seed, scenes, whatIf }: Lesson): string {
  const none = { en: '', zh: '' };
  const bare = (list: Lesson['scenes']): Lesson['scenes'] => list.map((scene) => ({ title: none, say: none, do: scene.do, until: scene.until, withinMs: scene.withinMs, focus: [] }));
  return JSON.stringify({ id: '', cluster, era, seed, scenes: bare(scenes), whatIf: whatIf.map((one) => ({ ...one, label: none, scenes: bare(one.scenes) })), ends: [] });
}
