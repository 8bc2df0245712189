import { useEffect, useMemo, useRef } from 'react';
import { assignorLabPhrases, assignorLabTexts } from '../../i18n/assignorLab.ts';
import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import { capitalised } from '../../narrate/names.ts';
import type { LabResult } from '../../player/assignorLab.ts';
import { labColumns, ownersAt, partitionsNamed } from '../../player/assignorLab.ts';
import type { LabInput } from '../../player/assignorLabForm.ts';
import { useText } from '../context.tsx';
import { memberNames } from './memberNames.ts';

interface Props {
  readonly result: LabResult;
  readonly input: LabInput;
  /** How many steps were taken. */
  readonly at: number;
  /** The visitor walks through the steps: what the present one names is marked. */
  readonly walked: boolean;
}

/** Rows are members, columns partitions: a partition is one chip, in the row of whoever has it by this step. */
export function Matrix({ result, input, at, walked }: Props) {
  const say = useText();
  const columns = useMemo(() => labColumns(input), [input]);
  const owners = useMemo(() => ownersAt(result, at), [result, at]);
  const before = useMemo(() => new Map(Object.entries(result.before).flatMap(([id, hand]) => hand.map((partition) => [partition, id] as const))), [result]);
  const frame = useRef<HTMLElement>(null);
  const isAtEnd = at === result.steps.length;
  useEffect(() => {
    if (walked && at > 0) showNamed(frame.current);
  }, [walked, at]);
  if (columns.length === 0) return <p>{say(assignorLabTexts.noPartitions)}</p>;
  const step = result.steps[at - 1];
  const scene: Scene = { owners, before, named: new Set(!walked || step === undefined ? [] : partitionsNamed(step)), withheld: new Set(isAtEnd ? result.withheld : []), say };
  const names = memberNames(result, shortTag(say.language));
  const partitions = columns.flatMap((column) => column.partitions);
  const ends = new Set(columns.map((column) => column.partitions[0]));
  return (
    // A scroll region has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="lab-matrix" ref={frame} aria-label={say(assignorLabPhrases.matrix, result.name)} tabIndex={0}>
      <table>
        <thead>
          <tr><th rowSpan={2} scope="col">{say(assignorLabTexts.owns)}</th>{columns.map(({ topic, partitions: own }) => <th key={topic} scope="colgroup" colSpan={own.length} lang="en">{topic}</th>)}</tr>
          <tr>{partitions.map((partition) => <th key={partition} scope="col">{numberOf(partition)}</th>)}</tr>
        </thead>
        <tbody>
          {rowsOf(result).map((row) => (
            <tr key={row.owner} className={row.owner === '' ? 'nobody' : ''}>
              <th scope="row"><span title={row.owner}>{nameOf(row, names, say)}</span> <b>{partitions.filter((partition) => (owners.get(partition) ?? '') === row.owner).length}</b></th>
              {partitions.map((partition) => <td key={partition} className={ends.has(partition) ? 'first' : ''}><Chip partition={partition} owner={row.owner} scene={scene} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Row {
  /** '' is nobody. */
  readonly owner: string;
  /** It had partitions and is in the group no more. */
  readonly hasLeft: boolean;
}

/** Nobody stands first, also with nothing: rows must not move while one steps. */
function rowsOf({ members, before }: LabResult): readonly Row[] {
  const ids = members.map(({ memberId }) => memberId);
  const left = Object.entries(before).flatMap(([id, hand]) => (hand.length > 0 && !ids.includes(id) ? [id] : []));
  return [...['', ...ids].map((owner) => ({ owner, hasLeft: false })), ...left.map((owner) => ({ owner, hasLeft: true }))];
}

function nameOf({ owner, hasLeft }: Row, names: (memberId: string) => string, say: Say): string {
  if (owner === '') return say(assignorLabTexts.nobody);
  const said = names(owner);
  const name = said === owner ? owner : capitalised(said);
  return hasLeft ? say(assignorLabPhrases.left, name) : name;
}

interface Scene {
  readonly owners: ReadonlyMap<string, string>;
  readonly before: ReadonlyMap<string, string>;
  readonly named: ReadonlySet<string>;
  readonly withheld: ReadonlySet<string>;
  readonly say: Say;
}

function Chip({ partition, owner, scene: { owners, before, named, withheld, say } }: { readonly partition: string; readonly owner: string; readonly scene: Scene }) {
  const had = before.get(partition);
  if ((owners.get(partition) ?? '') !== owner) {
    return had === owner ? <span className="lab-chip had"><span className="hidden">{say(assignorLabPhrases.cell, partition, [say(assignorLabTexts.legendHad)])}</span></span> : null;
  }
  const marks = [
    ...(owner !== '' && had !== undefined && had !== owner ? [['moved', assignorLabTexts.legendMoved] as const] : []),
    ...(withheld.has(partition) ? [['withheld', assignorLabTexts.legendWithheld] as const] : []),
    ...(named.has(partition) ? [['now', assignorLabTexts.legendNow] as const] : []),
  ];
  return (
    <span className={['lab-chip', ...marks.map(([mark]) => mark)].join(' ')}>
      <span aria-hidden="true">{numberOf(partition)}</span>
      <span className="hidden">{say(assignorLabPhrases.cell, partition, marks.map(([, text]) => say(text)))}</span>
    </span>
  );
}

function numberOf(partition: string): string {
  return partition.slice(partition.lastIndexOf('-') + 1);
}

/** Scrolls the matrix, and nothing but the matrix, to the first cell that the step names. */
function showNamed(frame: HTMLElement | null): void {
  const cell = frame?.querySelector('.now')?.closest('td') ?? null;
  if (frame === null || cell === null) return;
  const right = cell.offsetLeft + cell.offsetWidth;
  const heads = frame.querySelector<HTMLElement>('tbody th')?.offsetWidth ?? 0;
  if (cell.offsetLeft - heads < frame.scrollLeft || right > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = Math.max(0, cell.offsetLeft - heads - 40);
}
