import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOLDEN } from '../testkit/conformance/golden.ts';
import { runConformance } from './conformance.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'highwater-conformance-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('npm run conformance', () => {
  it('a folder whose every case agrees is a success', () => {
    const golden = readFileSync(join(GOLDEN, 'leader_epoch_cache.json'), 'utf8');
    expect(runConformance([folderWith({ 'x.json': golden })])).toEqual({ lines: ['leader_epoch_cache: 147 of 147 agree'], errors: [], exitCode: 0 });
  });

  it('files come in the order of their names, the first case that differs below its file', () => {
    const wrong = { utf8: null, hex: '', murmur2: 0, positive: 0, partitions: [0] };
    const run = runConformance([folderWith({
      'b.json': JSON.stringify({ family: 'murmur2_partition', cases: [wrong, wrong] }),
      'a.json': JSON.stringify({ family: 'share_groups', cases: [] }),
      'README.md': 'not a family',
    })]);
    expect(run.exitCode).toBe(1);
    expect(run.lines.slice(0, 3)).toEqual(['share_groups: not supported', 'murmur2_partition: 0 of 2 agree', '  case 0: murmur2: expected 0, got 275646681']);
  });

  it.each([
    ['a folder that is not there', '/no/such/folder', 'Cannot read /no/such/folder: '],
    ['a folder without families', folderWith({}), 'There are no *.json files in '],
    ['bad JSON', folderWith({ 'a.json': '{' }), 'Cannot read '],
    ['JSON that is no family', folderWith({ 'a.json': '[]' }), 'is not a family of golden cases'],
  ])('%s is told in one line', (_what, folder, words) => {
    const { lines, errors, exitCode } = runConformance([folder]);
    expect(exitCode).toBe(2);
    expect(lines).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(words);
  });

  it('what cannot be read does not keep the rest from being put to the model, in this folder or the next', () => {
    const nothing = (family: string): string => JSON.stringify({ family, cases: [] });
    const run = runConformance([folderWith({ 'a.json': '{', 'b.json': nothing('murmur2_partition') }), folderWith({ 'a.json': nothing('leader_epoch_cache') })]);
    expect(run).toMatchObject({ lines: ['murmur2_partition: 0 of 0 agree', 'leader_epoch_cache: 0 of 0 agree'], exitCode: 2 });
    expect(run.errors).toHaveLength(1);
  });
});
