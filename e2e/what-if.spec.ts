import { walked } from './pages/lessons.ts';
import { expect, test } from './fixtures.ts';

for (const { id, title, whatIf } of walked) {
  test(`“${title.en}”: every what-if is played beside the main run, and both are kept`, async ({ highwater }) => {
    await highwater.open({ lesson: id });
    await highwater.toEnd();
    // Every branch has a line below the scrubber: all begin first, so that the picture has the same room throughout.
    for (const branch of whatIf) {
      await highwater.whatIf(branch.label.en);
      await highwater.button('step').click();
      await highwater.lesson.getByRole('button', { name: 'Back to the main run' }).click();
    }
    await highwater.button('toEnd').click();
    await expect(highwater.sceneTitle.filter({ hasText: 'End of the lesson' })).toBeVisible();
    const mainEnd = await highwater.fingerprint();
    for (const branch of whatIf) {
      await highwater.whatIf(branch.label.en);
      await expect(highwater.lesson.getByText('You are on a branch')).toBeVisible();
      await expect(highwater.branches.getByRole('button', { name: 'Main run', exact: true })).toBeVisible();
      await highwater.button('toEnd').click();
      await expect(highwater.sceneTitle.filter({ hasText: 'End of the branch' })).toBeVisible();
      for (const ending of await highwater.endings()) expect(ending).toMatch(/^✓holds: /);
      const branchEnd = await highwater.fingerprint();
      expect(branchEnd).not.toBe(mainEnd);

      await highwater.lesson.getByRole('button', { name: 'Back to the main run' }).click();
      const fork = highwater.branches.getByRole('button', { name: `fork: ${branch.label.en}` });
      await expect(fork).toBeVisible();
      await fork.click();
      expect(await highwater.fingerprint()).toBe(branchEnd);
      await highwater.branches.getByRole('button', { name: 'Main run', exact: true }).click();
      expect(await highwater.fingerprint()).toBe(mainEnd);
    }
    const endings = await highwater.endings();
    for (const ending of endings) expect(ending, 'every run has been played').toMatch(/^✓holds: /);
    await expect(highwater.branches.getByRole('button')).toHaveCount(whatIf.length);
  });
}

test('with unclean election off the partition waits offline and nothing is lost', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.whatIf('What if unclean election is off?');
  await expect(highwater.lesson.getByRole('button', { name: 'What if unclean election is off?' })).toHaveAttribute('aria-pressed', 'true');

  await highwater.button('scene').click();
  const now = async (): Promise<number> => Number((await highwater.clock.textContent())?.replaceAll(/\D/g, ''));
  const offline = highwater.stage.main.getByText('leader none');

  await highwater.button('step').click();
  await expect(offline).toBeVisible();
  const sinceMs = await now();
  await highwater.button('step').click();
  await expect(highwater.sceneTitle.filter({ hasText: 'The missing replica returns' })).toBeVisible();
  await expect(offline).toBeVisible();
  expect((await now()) - sinceMs).toBeGreaterThanOrEqual(5000);

  await highwater.button('step').click();
  await expect(offline).toBeHidden();
  const promises = await highwater.openTab('promises');
  await expect(promises.getByRole('listitem').filter({ hasText: 'Acknowledged records survive' })).toContainText('kept');
  await expect(highwater.stage.main.getByText(/lost$/)).toHaveCount(0);
});

test('with unclean election on two acknowledged records are lost, and the page says which', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.toEnd();
  const promise = (await highwater.openTab('promises')).getByRole('listitem').filter({ hasText: 'Acknowledged records survive' });
  await expect(promise).toContainText('broken');
  await expect(promise).toContainText('m2 at orders-0 offset 2');
  await expect(promise).toContainText('m3 at orders-0 offset 3');
  await expect(highwater.stage.main.getByText('2 acked lost')).toBeVisible();
});
