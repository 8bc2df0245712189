import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

async function openTools({ details }: HighwaterPage, name: string): Promise<Locator> {
  await details.getByRole('tab', { name, exact: true }).click();
  const panel = details.getByRole('tabpanel', { name, exact: true });
  await expect(panel.getByRole('combobox').first()).toBeVisible();
  return panel;
}

const outputOf = (panel: Locator): Locator => panel.locator('pre');

test.describe('Kafka’s own tools', () => {
  test('print the present step, and change with it', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '2.8' });
    const panel = await openTools(highwater, 'Tools');
    await expect(outputOf(panel)).toContainText('Topic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3', { useInnerText: false });
    await highwater.toEnd();
    await expect(outputOf(panel)).toContainText('Leader: 2');
  });

  test('a broker’s disk, its checkpoints and ZooKeeper can be read', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '2.8' });
    await highwater.toEnd();
    const panel = await openTools(highwater, 'Tools');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('dump-log');
    await expect(outputOf(panel)).toContainText('payload: m4');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('checkpoints');
    await expect(outputOf(panel)).toContainText('==> orders-0/leader-epoch-checkpoint <==');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('zookeeper-get');
    await panel.getByRole('combobox', { name: 'Znode' }).selectOption('/controller');
    await expect(outputOf(panel)).toContainText('"brokerid":4');
  });

  test('with KRaft there is no ZooKeeper to ask', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '3.9' });
    const panel = await openTools(highwater, 'Tools');
    await expect(panel.getByRole('option', { name: 'kafka-dump-log.sh' })).toBeAttached();
    await expect(panel.getByRole('option', { name: /zookeeper/ })).not.toBeAttached();
    await expect(outputOf(panel)).toContainText('Elr:');
  });

  test('a group’s offsets are really reset, but not while somebody reads with it', async ({ page, highwater }) => {
    await highwater.open({ lesson: 'offset-reset', era: '3.9' });
    await page.keyboard.press('PageDown');
    await highwater.stage.settled();
    const panel = await openTools(highwater, 'Tools');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('consumer-groups');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--reset-offsets --to-earliest');
    await panel.getByRole('combobox', { name: 'Topics to reset' }).selectOption('orders');
    await panel.getByRole('textbox', { name: 'Partitions' }).fill('0');
    const done = panel.getByRole('region', { name: 'Carried out in this run' });
    const execute = async (group: string, printed: RegExp): Promise<void> => {
      await panel.getByRole('combobox', { name: 'Group', exact: true }).selectOption(group);
      await panel.getByRole('button', { name: 'Run it with --execute' }).click();
      for (let steps = 0; steps < 100 && (await done.locator('pre').count()) === 0; steps += 1) {
        await page.keyboard.press('ArrowRight');
        await highwater.stage.settled();
      }
      await expect(done.locator('pre')).toHaveText(printed);
      await expect(done.getByText(`--group ${group} --topic orders:0 --reset-offsets --to-earliest --execute`)).toBeVisible();
    };
    await execute('app', /Assignments can only be reset if the group 'app' is inactive, but the current state is Stable\./);
    await execute('manual', /manual +orders +0 +0/);
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--describe');
    await expect(outputOf(panel)).toContainText(/manual +orders +0 +0 +\d+/);
  });
});

/** Runs the tool in this run, and steps on until it has its answers. */
async function carryOut(highwater: HighwaterPage, panel: Locator, printed: string): Promise<void> {
  const done = panel.getByRole('region', { name: 'Carried out in this run' });
  await panel.getByRole('button', { name: 'Carry it out' }).click();
  await expect(done).toContainText('The tool is waiting for its answers.');
  for (let steps = 0; steps < 60 && (await done.locator('pre').count()) === 0; steps += 1) {
    await highwater.button('step').click();
    await highwater.stage.settled();
  }
  await expect(done.locator('pre').last()).toContainText(printed);
}

test.describe('kafka-reassign-partitions.sh', () => {
  test('before 2.4 goes through ZooKeeper, and prints what it was really answered', async ({ highwater }) => {
    await highwater.open({ lesson: 'reassignment', era: '2.1' });
    const panel = await openTools(highwater, 'Tools');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('reassign-partitions');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--execute');
    await expect(panel.getByText('$ kafka-reassign-partitions.sh --zookeeper localhost:2181 --reassignment-json-file reassignment.json --execute')).toBeVisible();
    await panel.getByRole('textbox', { name: 'reassignment.json' }).fill('{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1,9]}]}');
    await carryOut(highwater, panel, 'Partitions reassignment failed due to The proposed assignment contains non-existent brokerIDs: 9');
  });

  test('a proposal is carried out, and verified when it is done', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '3.9' });
    const panel = await openTools(highwater, 'Tools');
    await panel.getByRole('combobox', { name: 'Tool' }).selectOption('reassign-partitions');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--generate');
    await expect(outputOf(panel)).toContainText('Proposed partition reassignment configuration');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--execute');
    await panel.getByRole('textbox', { name: 'reassignment.json' }).fill('{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3,1]}]}');
    await expect(outputOf(panel)).toContainText('Successfully started partition reassignment for orders-0');
    await expect(panel.getByRole('region', { name: 'Preview' })).toContainText('nothing is asked yet');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--verify');
    await expect(outputOf(panel)).toContainText('but replica set is 1,2,3 rather than 2,3,1');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--execute');
    await carryOut(highwater, panel, 'Successfully started partition reassignment for orders-0');
    await panel.getByRole('combobox', { name: 'Options' }).selectOption('--verify');
    for (let steps = 0; steps < 60 && !(await outputOf(panel).innerText()).includes('is completed.'); steps += 1) {
      await highwater.button('step').click();
      await highwater.stage.settled();
    }
    await expect(outputOf(panel)).toContainText('Reassignment of partition orders-0 is completed.');
  });
});
