import { LOSS_QUESTIONS } from '../src/i18n/losses.ts';
import { expect, test } from './fixtures.ts';
import { lessons } from './pages/lessons.ts';

test('one page asks when Kafka loses or repeats data, and every case leads to its lesson', async ({ highwater }) => {
  await highwater.open();
  for (const { lesson } of LOSS_QUESTIONS.flatMap(({ cases }) => cases)) {
    const title = lessons.find(({ id }) => id === lesson)?.title.en ?? '';
    await highwater.banner.getByRole('button', { name: 'Lessons' }).click();
    await highwater.dialog.getByRole('button', { name: 'When does Kafka lose or repeat data?' }).click();
    await highwater.dialog.getByRole('listitem').getByRole('button', { name: title }).click();
    await expect(highwater.dialog).toBeHidden();
    await expect(highwater.title).toHaveText(title);
  }
});
