import { useMemo, useState } from 'react';
import { configPhrases, configTexts } from '../../i18n/config.ts';
import type { ConfigGroup } from '../../kafka/names/configs.ts';
import type { ConfigOwner, ConfigRow, ConfigScene } from '../../player/configView.ts';
import { configOwners, configRows, sceneOf } from '../../player/configView.ts';
import { useSession, useText } from '../context.tsx';
import { Setting } from './Setting.tsx';
import '../css/panel.css';
import './config.css';

const GROUPS: readonly ConfigGroup[] = ['broker', 'topic', 'producer', 'consumer'];

interface Filter {
  readonly text: string;
  readonly onlyDiffering: boolean;
}

/** Kafka's settings of the present cluster: what they are, where that comes from, and what else they could be. */
export default function ConfigTab() {
  const scene = useScene();
  const say = useText();
  const [group, setGroup] = useState<ConfigGroup>('broker');
  const [chosen, setChosen] = useState<Partial<Record<ConfigGroup, string>>>({});
  const [filter, setFilter] = useState<Filter>({ text: '', onlyDiffering: false });
  const owners = useMemo(() => configOwners(scene), [scene]);
  const ownerOf = (one: ConfigGroup): ConfigOwner | undefined => owners[one].find(({ name }) => name === chosen[one]) ?? owners[one][0];
  const owner = ownerOf(group);
  return (
    <div className="config">
      <fieldset className="segmented config-groups" aria-label={say(configTexts.groups)}>
        {GROUPS.map((one) => <button key={one} type="button" aria-pressed={one === group} onClick={() => setGroup(one)}>{say(configTexts[one])}</button>)}
      </fieldset>
      {owners[group].length > 1 && owner !== undefined && (
        <select className="panel-select" aria-label={say(configTexts.groups)} value={owner.name} onChange={(event) => setChosen({ ...chosen, [group]: event.target.value })}>
          {owners[group].map(({ name }) => <option key={name} value={name}>{ownerName(group, name, say(configTexts.allBrokers))}</option>)}
        </select>
      )}
      <input type="search" className="panel-search" aria-label={say(configTexts.search)} placeholder={say(configTexts.search)} value={filter.text} onChange={(event) => setFilter({ ...filter, text: event.target.value })} />
      <label className="check config-only">
        <input type="checkbox" checked={filter.onlyDiffering} onChange={(event) => setFilter({ ...filter, onlyDiffering: event.target.checked })} />
        <span>{say(configTexts.onlyDiffering)}</span>
      </label>
      {owner === undefined ? <p className="empty">{say(configTexts.nobody)}</p> : <Settings key={`${group} ${owner.name}`} scene={scene} owner={owner} filter={filter} />}
    </div>
  );
}

function useScene(): ConfigScene {
  const course = useSession((session) => session.course);
  const guide = useSession((session) => session.guide);
  const era = useSession((session) => session.era);
  const cluster = useSession((session) => session.lesson.cluster);
  return useMemo(() => sceneOf({ course, guide, era, cluster }), [course, guide, era, cluster]);
}

function ownerName(group: ConfigGroup, name: string, allBrokers: string): string {
  if (group !== 'broker') return name;
  return name === '' ? allBrokers : `broker-${name}`;
}

function Settings({ scene, owner, filter }: { readonly scene: ConfigScene; readonly owner: ConfigOwner; readonly filter: Filter }) {
  const say = useText();
  const rows = useMemo(() => configRows(scene, owner), [scene, owner]);
  const shown = rows.filter((row) => passes(row, filter));
  const nothing = filter.text.trim() === '' && filter.onlyDiffering ? configTexts.allDefault : configTexts.nothing;
  return (
    <>
      <p className="panel-count" aria-live="polite">{say(configPhrases.shown, shown.length, shown.filter((row) => row.differs).length)}</p>
      {shown.length === 0 && <p className="empty">{say(nothing)}</p>}
      <ul className="settings-list">{shown.map((row) => <Setting key={row.name} row={row} owner={owner} scene={scene} />)}</ul>
    </>
  );
}

function passes({ called, value, differs, asked }: ConfigRow, { text, onlyDiffering }: Filter): boolean {
  if (onlyDiffering && !differs && asked === null) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || called.includes(wanted) || (value?.toLowerCase().includes(wanted) ?? false);
}
