import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { zookeeperPhrases, zookeeperTexts } from '../../i18n/zookeeper.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import type { Say } from '../../i18n/text.ts';
import type { ZnodeRow } from '../../player/znodeView.ts';
import { ancestorsOf, sessionName } from '../../player/znodeView.ts';
import { useText } from '../context.tsx';
import { nodeWithin } from '../hand/handWords.ts';

interface Props {
  readonly rows: readonly ZnodeRow[];
  readonly chosen: string;
  readonly choose: (path: string) => void;
}

/** With more children than this a znode below the root is closed at first. */
const MANY = 8;

/** The tree of znodes, by the keyboard pattern of trees: arrows move, open and close. */
export function ZnodeTree({ rows, chosen, choose }: Props) {
  const say = useText();
  const tree = useRef<HTMLDivElement>(null);
  /** What the visitor opened or closed; the rest is as it is at first. */
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const isOpen = (row: ZnodeRow): boolean => row.children > 0 && (toggled[row.path] ?? (row.path === '/' || row.children <= MANY));
  const open = new Set(rows.filter(isOpen).map((row) => row.path));
  const visible = rows.filter((row) => ancestorsOf(row.path).every((path) => open.has(path)));
  const active = visible.some((row) => row.path === chosen) ? chosen : '/';
  const parents = useMemo(() => rows.filter((row) => row.children > 0).map((row) => row.path), [rows]);
  const setAll = (to: boolean): void => setToggled(Object.fromEntries(parents.map((path) => [path, to || path === '/'])));
  const go = (path: string | undefined): void => {
    if (path === undefined) return;
    choose(path);
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, row: ZnodeRow): void => {
    const to = moveBy(event.key, row, visible, open.has(row.path));
    if (to === null) return;
    // Arrows, Home and End would otherwise step through the run.
    event.preventDefault();
    event.stopPropagation();
    if ('path' in to) go(to.path);
    else setToggled({ ...toggled, [row.path]: to.open });
  };
  return (
    <section aria-label={say(zookeeperTexts.tree)}>
      <div className="zk-tools">
        <button type="button" className="panel-button" onClick={() => setAll(true)}>{say(zookeeperTexts.expandAll)}</button>
        <button type="button" className="panel-button" onClick={() => setAll(false)}>{say(zookeeperTexts.collapseAll)}</button>
      </div>
      <div className="zk-tree" role="tree" aria-label={say(zookeeperTexts.tree)} ref={tree}>
        {visible.map((row) => (
          // Every item takes the keys of the tree pattern.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={row.path} role="treeitem" data-path={row.path} className={['znode', row.change ?? '', row.path === chosen ? 'chosen' : ''].join(' ')}
            aria-level={row.level} aria-posinset={row.place} aria-setsize={row.siblings} aria-selected={row.path === chosen} aria-expanded={row.children > 0 ? open.has(row.path) : undefined}
            aria-label={spoken(row, open.has(row.path), say)} tabIndex={row.path === active ? 0 : -1} style={{ paddingInlineStart: `${(row.level - 1) * 0.8 + 0.25}rem` }}
            onClick={() => go(row.path)} onKeyDown={(event) => onKey(event, row)}
          >
            <span
              className="znode-twist" aria-hidden="true"
              onClick={(event) => { if (row.children === 0) return; event.stopPropagation(); setToggled({ ...toggled, [row.path]: !open.has(row.path) }); }}
            >
              {row.children === 0 ? '' : open.has(row.path) ? '▾' : '▸'}
            </span>
            <ZnodeLabel row={row} isOpen={open.has(row.path)} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** Source: WAI-ARIA Authoring Practices, tree view. */
function moveBy(key: string, row: ZnodeRow, visible: readonly ZnodeRow[], isOpen: boolean): { readonly path: string | undefined } | { readonly open: boolean } | null {
  const at = visible.findIndex((one) => one.path === row.path);
  switch (key) {
    case 'ArrowDown': return { path: visible[at + 1]?.path };
    case 'ArrowUp': return { path: visible[at - 1]?.path };
    case 'Home': return { path: visible[0]?.path };
    case 'End': return { path: visible.at(-1)?.path };
    case 'ArrowRight': return row.children > 0 && !isOpen ? { open: true } : { path: row.children > 0 ? visible[at + 1]?.path : row.path };
    case 'ArrowLeft': return isOpen ? { open: false } : { path: ancestorsOf(row.path)[0] };
    case 'Enter': case ' ': return row.children > 0 ? { open: !isOpen } : { path: row.path };
    default: return null;
  }
}

function ZnodeLabel({ row, isOpen }: { readonly row: ZnodeRow; readonly isOpen: boolean }) {
  const say = useText();
  const { name, change, changedBelow, isEphemeral, version, watched } = row;
  return (
    <>
      <span className="znode-name" lang="en">{name}</span>
      {change !== null && <strong className="znode-change">{say(zookeeperTexts[change])}</strong>}
      {change === null && changedBelow && !isOpen && <strong className="znode-change">{say(zookeeperTexts.changedBelow)}</strong>}
      <span className="znode-marks">
        {isEphemeral && <span className="znode-ephemeral">{say(zookeeperTexts.ephemeral)}</span>}
        {watched > 0 && <span title={say(zookeeperPhrases.watchedTimes, watched)}>◉{watched}</span>}
        <span>v{version}</span>
      </span>
    </>
  );
}

function spoken(row: ZnodeRow, isOpen: boolean, say: Say): string {
  const { owner } = row;
  const parts = [
    say(zookeeperPhrases.spoken, row.name, row.version),
    ...(row.isEphemeral ? [say(zookeeperTexts.ephemeralNode)] : []),
    ...(owner === null ? [] : [say(zookeeperPhrases.ownedBy, nodeWithin(owner.node, say.language), sessionName(owner.sessionId), milliseconds(owner.leftMs, say.language))]),
    ...(row.watched === 0 ? [] : [say(zookeeperPhrases.watchedTimes, row.watched)]),
    ...(row.change === null ? [] : [say(zookeeperTexts[row.change])]),
    ...(row.change === null && row.changedBelow && !isOpen ? [say(zookeeperTexts.changedBelow)] : []),
  ];
  return parts.join(say.language === 'en' ? ', ' : '，');
}
