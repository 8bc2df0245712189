import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { exportPhrases } from '../../i18n/sequence.ts';
import { groupPhrases, groupTexts } from '../../i18n/group.ts';
import { shortTag } from '../../i18n/language.ts';
import { shell } from '../../i18n/shell.ts';
import { sayIn } from '../../i18n/text.ts';
import { worldAt } from '../../player/course.ts';
import type { Player } from '../../player/player.ts';
import { groupsIn, worldOf } from '../../player/session.ts';
import { spareAt } from '../../player/spareConsumers.ts';
import { GroupStage } from '../../stage/group/GroupStage.ts';
import { GroupPath } from '../../stage/group/path.ts';
import { columnsOf, leaderAddress, readerOf } from '../../stage/group/read.ts';
import { selectGroup } from '../../stage/group/select.ts';
import { GROUP_STRINGS } from '../../stage/group/strings.ts';
import type { GroupView } from '../../stage/group/types.ts';
import { standalone } from '../../stage/shared/standalone.ts';
import { useActing } from '../acting.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { SHOWN_MS, useReducedMotion } from '../motion.ts';
import type { Picture } from '../picture/pictures.ts';
import { usePhotographer } from '../picture/pictures.ts';
import { GroupBar } from './GroupBar.tsx';
import './group.css';

/** Holds the picture of the consumer groups: one of them at a time. */
export default function GroupHost() {
  const say = useText();
  const world = useSession(worldOf);
  const groups = useMemo(() => groupsIn(world), [world]);
  const [chosen, setChosen] = useState<string | null>(null);
  const group = chosen !== null && groups.includes(chosen) ? chosen : groups[0];
  if (group === undefined) return <p className="group-none">{say(groupTexts.noGroup)}</p>;
  return <Group key={group} group={group} groups={groups} choose={setChosen} />;
}

function Group({ group, groups, choose }: { readonly group: string; readonly groups: readonly string[]; readonly choose: (group: string) => void }) {
  const player = usePlayer();
  const say = useText();
  const came = useSession((session) => session.came);
  const speed = useSession((session) => session.speed);
  const selected = useSession((session) => session.selected);
  const presented = useSession((session) => session.present.on);
  const acting = useActing();
  const still = useReducedMotion();
  const view = useView(group);
  const [lower, setLower] = useState<'partitions' | 'metrics'>('partitions');
  const [hint, setHint] = useState<string | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const stage = useRef<GroupStage>(null);
  const shown = useRef<object>(null);

  useEffect(() => {
    if (svg.current === null || holder.current === null) return undefined;
    const made = new GroupStage(svg.current, holder.current, { onSelect: (address) => player.pick(address), onHint: setHint });
    stage.current = made;
    return () => {
      made.destroy();
      stage.current = null;
    };
  }, [player]);

  useEffect(() => {
    const isStep = came.from !== null && shown.current !== came && !still;
    shown.current = came;
    stage.current?.update(view, {
      strings: GROUP_STRINGS[shortTag(say.language)], selected, lower, animateMs: isStep ? SHOWN_MS / Math.max(speed, 0.5) : 0,
      addressOf: (partition) => leaderAddress(worldOf(player.store.getState()), partition), presented, acting,
    });
  }, [view, came, speed, selected, still, say, player, lower, presented, acting]);

  usePhotographer(useCallback(() => pictureOf(svg.current, player, view), [player, view]));

  return (
    <div className="group-pane">
      <GroupBar view={view} groups={groups} choose={choose} lower={lower} show={setLower} />
      <div ref={holder} className="stage-host group-host"><svg ref={svg} /></div>
      {hint !== null && <p className="sequence-hint" aria-hidden="true">{hint}</p>}
    </div>
  );
}

/** The group along the run up to the cursor. */
function useView(group: string): GroupView {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const lesson = useSession((session) => session.lesson);
  const [path] = useState(() => new GroupPath(readerOf(group)));
  return useMemo(() => {
    const { history, tip, cursor } = course;
    path.follow(history, { node: (id) => history.node(id), worldAt: (id) => worldAt(guide, course, id) }, tip);
    const untilMs = path.steps.at(-1)?.nowMs ?? 0;
    return selectGroup(group, path.steps, history.node(cursor).depth, untilMs, columnsOf(worldAt(guide, course, cursor), group), spareAt(lesson, guide, course, tip));
  }, [guide, course, lesson, group, path]);
}

function pictureOf(svg: SVGSVGElement | null, player: Player, view: GroupView): Picture | null {
  if (svg === null) return null;
  const { language, lesson, era } = player.store.getState();
  const say = sayIn(language);
  const size = { width: Number(svg.getAttribute('width')), height: Number(svg.getAttribute('height')) };
  return {
    ...size,
    svg: standalone([{ svg, y: 0 }], {
      ...size, lang: language, background: getComputedStyle(document.documentElement).backgroundColor,
      title: say(exportPhrases.title, say(lesson.title), say(shell.group)),
      description: say(exportPhrases.described, view.inZooKeeper ? say(groupPhrases.aboutInZooKeeper, view.group) : say(groupPhrases.about, view.group, view.generation), era),
    }),
  };
}
