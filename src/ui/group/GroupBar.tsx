import { groupPhrases, groupTexts } from '../../i18n/group.ts';
import { integer } from '../../i18n/numbers.ts';
import type { GroupStateName, GroupView } from '../../stage/group/types.ts';
import { useText } from '../context.tsx';

const STATES: readonly GroupStateName[] = ['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead'];

interface Props {
  readonly view: GroupView;
  readonly groups: readonly string[];
  readonly choose: (group: string) => void;
  readonly lower: 'partitions' | 'metrics';
  readonly show: (lower: 'partitions' | 'metrics') => void;
}

/** Which group is shown, its state among the others, and its counters. */
export function GroupBar({ view, groups, choose, lower, show }: Props) {
  const say = useText();
  const { inZooKeeper } = view;
  return (
    <div className="group-bar">
      <label>
        <span className="hidden">{say(groupTexts.group)}</span>
        <select className="panel-select" value={view.group} onChange={(event) => choose(event.target.value)}>
          {groups.map((group) => <option key={group} value={group} lang="en">{group}</option>)}
        </select>
      </label>
      {inZooKeeper ? <p className="quiet">{say(groupTexts.inZooKeeper)}</p> : <Coordinated view={view} />}
      <fieldset className="group-lower" aria-label={say(groupTexts.lower)}>
        {(['partitions', 'metrics'] as const).map((name) => (
          <button key={name} type="button" className="toggle" aria-pressed={lower === name} onClick={() => show(name)}>{say(groupTexts[name])}</button>
        ))}
      </fieldset>
    </div>
  );
}

/** What a group has that is coordinated. */
function Coordinated({ view }: Pick<Props, 'view'>) {
  const say = useText();
  const { coordinator, protocol } = view;
  return (
    <>
      <ol className="group-states" aria-label={say(groupTexts.states)}>
        {STATES.map((state) => <li key={state} lang="en" aria-current={view.state === state ? 'true' : undefined} className={`group-state state-${state}`}>{state}</li>)}
      </ol>
      <dl className="group-counters">
        <Counter name={say(groupTexts.generation)} value={integer(view.generation, say.language)} />
        <Counter name={say(groupTexts.rebalances)} value={integer(view.rebalances, say.language)} />
        {protocol !== null && <Counter name={say(groupTexts.assignor)} value={protocol} />}
        <Counter name={say(groupTexts.coordinator)} value={coordinator === null ? say(groupTexts.noCoordinator) : say(groupPhrases.broker, coordinator.brokerId, coordinator.partition)} />
      </dl>
    </>
  );
}

function Counter({ name, value }: { readonly name: string; readonly value: string }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}
