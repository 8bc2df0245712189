/**
 * Who may import whom, enforced by oxlint's no-restricted-imports and import/no-cycle.
 *
 * The tables below are turned into one oxlint override for each folder and depth, so that '../../ui/' means src/ui
 * and nothing else. Every run first lints a small tree of known violations: a rule that stopped working is noticed.
 * Not seen: new URL('…', import.meta.url); import workers with '?worker' instead.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const DEEPEST = 5;

/** Folder of src → what it may import; 'types:x' allows only `import type`. main is src/main.tsx and what it starts, src/play.tsx. */
const mayImport = {
  world: [],
  i18n: [],
  theme: [],
  kafka: ['world'],
  lessons: ['kafka', 'world'],
  print: ['kafka', 'world'],
  narrate: ['kafka', 'world'],
  search: ['world', 'kafka'],
  player: ['world', 'kafka', 'lessons', 'search', 'i18n'],
  stage: ['kafka', 'types:world', 'i18n', 'theme'],
  ui: ['player', 'stage', 'print', 'narrate', 'i18n', 'theme', 'types:lessons', 'types:kafka', 'types:world'],
  headless: ['world', 'kafka', 'lessons', 'print', 'narrate', 'search', 'player', 'stage', 'i18n', 'theme', 'testkit'],
  testkit: ['world', 'kafka', 'lessons', 'print', 'narrate', 'search', 'player', 'stage', 'i18n', 'theme'],
  main: ['ui', 'player', 'i18n', 'theme'],
};
const folders = Object.keys(mayImport).filter((name) => name !== 'main');

/** Nodes of src/kafka: another node's actor may be known by its types, never called. */
const nodes = {
  broker: ['broker', 'replica', 'fetcher', 'purgatory', 'coordinator', 'group', 'transaction'],
  controller: ['controller'],
  zookeeper: ['zookeeper'],
  producer: ['producer'],
  consumer: ['consumer'],
};
const actors = Object.values(nodes).flat();
/** Shared by all nodes, so without an actor's rules. A group's leader is a consumer, so the assignors are no broker's. */
const shared = ['names', 'era', 'log', 'metadata', 'group/assignors'];

/** Packages a folder must not use; everything may use what is not named here. */
const page = ['^(react|react-dom|@radix-ui|d3-[a-z]+|zustand|tinykeys)(/|$)', 'this folder knows no page'];
const node = ['^node:', 'this runs in a browser'];
const react = ['^(react|react-dom|@radix-ui)(/|$)', 'marks are D3; React belongs in .tsx files'];
const packages = {
  player: [['^(react|react-dom|@radix-ui|d3-[a-z]+)(/|$)', 'the player knows no page'], node],
  stage: [node],
  ui: [node],
  main: [node],
  headless: [],
  testkit: [],
};

const forbid = (regex, message, typesToo = true) => ({ regex, message, ...(typesToo ? {} : { allowTypeImports: true }) });
const anyOf = (names) => `(${names.join('|')})`;
/** Oxlint's expressions cannot look ahead: any path that begins otherwise, letter by letter. */
const otherThan = (word) => anyOf([...[...word].map((letter, at) => `${word.slice(0, at)}[^${letter}]`), `${word}[^/]`]);
/** The actors' folders, without what lies in them and is shared. */
const ofActors = (names) => anyOf(names.map((name) => {
  const within = shared.find((path) => path.startsWith(`${name}/`));
  return `${name}/${within ? otherThan(within.slice(name.length + 1)) : ''}`;
}));

const detours = [
  forbid('[^./]/\\.\\./|^\\./+\\.', 'write the shortest relative path'),
  forbid('^(/|src/|@/)', 'write a relative path'),
];

function folderRules(folder, up, isTest) {
  const allowed = [...mayImport[folder], ...(isTest ? ['testkit'] : [])];
  const typesOnly = allowed.flatMap((name) => (name.startsWith('types:') ? [name.slice(6)] : []));
  const never = [...folders, 'main'].filter((name) => name !== folder && !allowed.includes(name) && !typesOnly.includes(name));
  const rules = [forbid(`^${up}${anyOf(never)}(/|\\.)`, `${folder} may import ${allowed.join(', ') || 'nothing of ours'}`)];
  if (typesOnly.length > 0) rules.push(forbid(`^${up}${anyOf(typesOnly)}/`, `${folder} may import only types from here`, false));
  if (folder !== 'main') rules.push(forbid(`^${up}${folder}/`, 'write the shortest relative path'));
  return rules;
}

function nodeRules(actor, up) {
  const mine = Object.values(nodes).find((group) => group.includes(actor));
  const others = actors.filter((name) => !mine?.includes(name));
  if (mine) return [forbid(`^${up}${ofActors(others)}`, `${actor} must not call the actors of another node; send a message`, false)];
  if (shared.includes(actor)) return [forbid(`^${up}${ofActors(actors)}`, `${actor} is shared by all nodes and calls none`, false)];
  return [];
}

function override(files, patterns) {
  return { files, rules: { 'eslint/no-restricted-imports': ['error', { patterns }] } };
}

/** The rules of a folder at one depth: its code, its .tsx, then its tests; the later override wins. */
function overridesAt(prefix, depth, folder, actor) {
  const up = (levels) => (levels === 0 ? '\\./' : `(\\.\\./){${levels}}`);
  const own = packages[folder] ?? [page, node];
  const rules = (isTest, banned) => [
    ...detours,
    ...folderRules(folder, up(depth), isTest),
    ...(actor ? nodeRules(actor, up(depth - 1)) : []),
    ...banned.map(([regex, message]) => forbid(regex, message)),
  ];
  const code = override([`${prefix}*.{ts,tsx}`], rules(false, folder === 'stage' ? [...own, react] : own));
  const tsx = override([`${prefix}*.tsx`], rules(false, own));
  const tests = override([`${prefix}*.test.{ts,tsx}`], rules(true, own.filter((ban) => ban !== node)));
  return folder === 'stage' ? [code, tsx, tests] : [code, tests];
}

function oxlintConfig() {
  const overrides = overridesAt('**/src/', 0, 'main');
  for (const folder of folders) {
    for (let depth = 1; depth <= DEEPEST; depth += 1) {
      overrides.push(...overridesAt(`**/src/${folder}/${'*/'.repeat(depth - 1)}`, depth, folder));
    }
  }
  for (const actor of [...actors, ...shared]) {
    const own = actor.split('/').length + 1;
    for (let depth = own; depth <= DEEPEST; depth += 1) {
      overrides.push(...overridesAt(`**/src/kafka/${actor}/${'*/'.repeat(depth - own)}`, depth, 'kafka', actor));
    }
  }
  return {
    plugins: ['import'],
    categories: { correctness: 'off' },
    rules: { 'import/no-cycle': ['error', { ignoreTypes: true }], 'import/no-self-import': 'error' },
    overrides,
  };
}

function lint(configFile, cwd, ...args) {
  const bin = join(root, 'node_modules/oxlint/bin/oxlint');
  return spawnSync(process.execPath, [bin, '-c', configFile, ...args, 'src'], { cwd, encoding: 'utf8' });
}

/** File → its source; every line ending in // no must be reported, no other line may be. x.ts does not exist, lest it make cycles. */
const known = {
  'main.tsx': "import './ui/App.tsx';\nimport './kafka/x.ts'; // no",
  'world/a.ts': "import '../kafka/x.ts'; // no\nimport 'xstate';\nimport 'react'; // no\nimport 'node:fs'; // no",
  'world/a.test.ts': "import '../testkit/x.ts';\nimport 'node:fs';\nimport '../kafka/x.ts'; // no",
  'kafka/a.ts': "import '../world/x.ts';\nimport './producer/x.ts';\nimport '../testkit/x.ts'; // no\nimport './log/../../ui/x.ts'; // no",
  'kafka/producer/a.ts': [
    "import { a } from '../broker/x.ts'; // no",
    "import type { A } from '../broker/x.ts';",
    "export { b } from '../replica/x.ts'; // no",
    "export const later = () => import('../controller/kraft/x.ts'); // no",
    "import '../log/x.ts';",
    "import '../../kafka/broker/x.ts'; // no",
    "import '../../world/x.ts';",
    "import type { B } from '../../print/x.ts'; // no",
  ].join('\n'),
  'kafka/broker/a.ts': "import '../replica/x.ts';\nimport '../producer/x.ts'; // no\nimport '../era/x.ts';",
  'kafka/controller/kraft/a.ts': "import '../../broker/x.ts'; // no\nimport '../zookeeper/x.ts';\nimport '../../zookeeper/x.ts'; // no",
  'kafka/consumer/a.ts': "import '../group/assignors/x.ts';\nimport '../group/x.ts'; // no\nimport '../group/assignorsOfMine/x.ts'; // no",
  'kafka/group/a.ts': "import './assignors/x.ts';\nimport '../broker/x.ts';",
  'kafka/group/assignors/a.ts': "import '../../broker/x.ts'; // no\nimport '../../log/x.ts';\nimport type { A } from '../messages.ts';",
  'kafka/log/a.ts': "import '../broker/x.ts'; // no\nimport '../names/x.ts';",
  'player/a.ts': "import w from '../search/w.ts?worker';\nimport '../stage/x.ts'; // no\nimport 'zustand/vanilla';\nimport 'react'; // no",
  'stage/cluster/a.ts': "import '../group/x.ts';\nimport 'react'; // no\nimport type { A } from '../../world/x.ts';\nimport { b } from '../../world/x.ts'; // no",
  'stage/cluster/a.tsx': "import 'react';\nimport '../../ui/x.ts'; // no",
  'ui/a.tsx': "import type { A } from '../lessons/x.ts';\nimport { b } from '../lessons/x.ts'; // no\nimport '../headless/x.ts'; // no\nimport '../search/x.ts'; // no",
  'headless/a.ts': "import 'node:fs';\nimport '../player/x.ts';\nimport '../ui/x.ts'; // no\nimport '../testkit/x.ts';",
  'theme/a.ts': "import { b } from './b.ts'; // no\nexport const a = b;",
  'theme/b.ts': "export { a as b } from './a.ts'; // no",
  'i18n/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
  'i18n/b.ts': "import { A } from './a.ts';\nexport type B = A;",
};

function proveItBites(config, where) {
  for (const [file, source] of Object.entries(known)) {
    mkdirSync(dirname(join(where, 'src', file)), { recursive: true });
    writeFileSync(join(where, 'src', file), source);
  }
  const { stdout } = lint(config, where, '-f', 'unix');
  const found = new Set([...stdout.matchAll(/^(?:\.\/)?src\/(.+?):(\d+):/gm)].map(([, file, line]) => `${file}:${line}`));
  const expected = new Set(
    Object.entries(known).flatMap(([file, source]) =>
      source.split('\n').flatMap((line, index) => (line.endsWith('// no') ? [`${file}:${index + 1}`] : [])),
    ),
  );
  return [
    ...[...expected].filter((place) => !found.has(place)).map((place) => `not caught: ${place}`),
    ...[...found].filter((place) => !expected.has(place)).map((place) => `caught wrongly: ${place}`),
  ];
}

const strangers = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => (entry.isDirectory() ? !folders.includes(entry.name) : !/^((main|play)\.tsx|.+\.d\.ts|.+\.css)$/.test(entry.name)))
  .map((entry) => `src/${entry.name} is not in the table of scripts/layers.mjs`);
const scratch = mkdtempSync(join(tmpdir(), 'highwater-layers-'));
try {
  const config = join(scratch, 'oxlintrc.json');
  writeFileSync(config, JSON.stringify(oxlintConfig()));
  const problems = [...strangers, ...proveItBites(config, scratch)];
  for (const problem of problems) console.error(problem);
  const { status, stdout, stderr } = lint(config, root);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = status !== 0 || problems.length > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
