import { useEffect, useMemo, useRef, useState } from 'react';
import { branchPhrases, branchTexts } from '../../i18n/branches.ts';
import { handActions } from '../../i18n/handActions.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import type { BranchLine } from '../../player/branches.ts';
import { branchKey, branchLines, MOST_NAME_CHARACTERS } from '../../player/branches.ts';
import { ActionButton } from '../ActionButton.tsx';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import { useBranchName } from './branchNames.ts';
import '../css/hand.css';

/** Every branch: go there, give it a name, take it off the list. */
export default function BranchesDialog() {
  const player = usePlayer();
  const open = useSession((session) => session.hand.branchesOpen);
  const say = useText();
  return (
    <Panel open={open} onClose={() => player.showBranches(false)} title={say(branchTexts.branches)}>
      <Branches />
    </Panel>
  );
}

function Branches() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const hand = useSession((session) => session.hand);
  const say = useText();
  const nameOf = useBranchName();
  const lines = useMemo(() => branchLines({ ...player.store.getState(), course, hand }), [player, course, hand]);
  const [renaming, setRenaming] = useState<string | null>(null);
  // Who deletes one here is led to taking it back; those of before can still be had.
  const [gone, setGone] = useState<string | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const toUndo = hand.removed.find(({ branch }) => branch === gone)?.branch ?? null;
  useEffect(() => {
    if (toUndo !== null) undo.current?.focus();
  }, [toUndo]);
  return (
    <>
      <p className="hint">{say(branchTexts.intro)} <ActionButton id="compare" className="link" hasPopup>{say(handActions.compare)}</ActionButton></p>
      <output className="branch-gone">
        {hand.removed.map(({ branch }) => (
          <p key={branch}>
            {say(branchPhrases.removed, nameOf(branch))}{' '}
            <button ref={branch === toUndo ? undo : null} type="button" className="link" aria-label={say(branchPhrases.doTo, say(branchTexts.undo), nameOf(branch))} onClick={() => { player.restoreBranch(branch); setGone(null); }}>{say(branchTexts.undo)}</button>
          </p>
        ))}
      </output>
      <ul className="branch-list">
        {lines.map((line) => {
          const key = branchKey(line.branch);
          if (renaming === key) return <Rename key={key} branch={line.branch} name={nameOf(line.branch)} onDone={() => setRenaming(null)} />;
          return <BranchRow key={key} line={line} name={nameOf(line.branch)} onRename={() => setRenaming(key)} onRemove={() => { player.removeBranch(line.branch); setGone(line.branch); }} />;
        })}
      </ul>
    </>
  );
}

interface RowProps {
  readonly line: BranchLine;
  readonly name: string;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function BranchRow({ line, name, onRename, onRemove }: RowProps) {
  const player = usePlayer();
  const say = useText();
  const time = (ms: number): string => milliseconds(ms, say.language);
  const go = (): void => {
    player.goToBranch(line.end);
    player.showBranches(false);
  };
  return (
    <li className={line.isHere ? 'branch here' : 'branch'}>
      <button type="button" className="branch-go" aria-current={line.isHere} onClick={go}>
        <strong>{name}</strong>
        <span>{say(branchPhrases.length, line.stops, time(line.fromMs), time(line.toMs))}{line.isHere && ` · ${say(branchTexts.here)}`}</span>
      </button>
      <button type="button" className="quiet-button" aria-label={say(branchPhrases.doTo, say(branchTexts.rename), name)} onClick={onRename}>{say(branchTexts.rename)}</button>
      {line.branch !== null && <button type="button" className="quiet-button" aria-label={say(branchPhrases.doTo, say(branchTexts.remove), name)} onClick={onRemove}>{say(branchTexts.remove)}</button>}
    </li>
  );
}

function Rename({ branch, name, onDone }: { readonly branch: string | null; readonly name: string; readonly onDone: () => void }) {
  const player = usePlayer();
  const say = useText();
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <li className="branch">
      <form className="branch-rename" onSubmit={(event) => { event.preventDefault(); player.renameBranch(branch, typed); onDone(); }}>
        <input ref={field} value={typed} maxLength={MOST_NAME_CHARACTERS} autoComplete="off" aria-label={say(branchTexts.name)} onChange={(event) => setTyped(event.target.value)} />
        <button type="submit" className="small">{say(branchTexts.save)}</button>
        <button type="button" className="quiet-button" onClick={onDone}>{say(branchTexts.cancel)}</button>
      </form>
    </li>
  );
}
