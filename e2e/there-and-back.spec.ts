import { lessons, walked } from './pages/lessons.ts';
import { expect, test } from './fixtures.ts';

for (const { id, title } of walked) {
  test(`“${title.en}” looks the same at every step on the way there and on the way back`, async ({ highwater }) => {
    test.slow();
    await highwater.open({ lesson: id });
    const there = await highwater.stage.fingerprintsOnTheWay({ key: 'ArrowRight', button: highwater.button('step') });
    expect(there.length, 'stops').toBeGreaterThan(10);
    await expect(highwater.sceneTitle.filter({ hasText: 'End of the lesson' })).toBeVisible();
    const back = (await highwater.stage.fingerprintsOnTheWay({ key: 'ArrowLeft', button: highwater.button('back') })).toReversed();
    expect(back.length).toBe(there.length);
    for (const [stop, picture] of there.entries()) expect(back[stop], `stop ${stop}`).toBe(picture);
  });

  test(`“${title.en}” ends as it says it does`, async ({ highwater }) => {
    await highwater.open({ lesson: id });
    await highwater.toEnd();
    const endings = await highwater.endings();
    expect(endings.length).toBeGreaterThan(0);
    expect(endings.filter((ending) => ending.startsWith('✓holds: ')).length).toBeGreaterThan(0);
    // what concerns a what-if is open until that is played
    for (const ending of endings) expect(ending).toMatch(/^(✓holds|…play its branch to see): /);
  });
}

test('every pixel is the same on the way back', async ({ highwater }, info) => {
  await highwater.open({ lesson: 'unclean-election' });
  const picture = highwater.stage.main;
  // A picture at rest is one that is the same a moment later.
  const look = async (): Promise<Buffer> => {
    await highwater.stage.settled();
    let seen = await picture.screenshot();
    for (let again = 0; again < 10; again += 1) {
      const next = await picture.screenshot();
      if (next.equals(seen)) break;
      seen = next;
    }
    return seen;
  };
  const looks: Buffer[] = [];
  for (let stop = 0; stop < 30; stop += 1) {
    if (stop % 6 === 0) looks.push(await look());
    await highwater.button('step').click();
  }
  for (let stop = 29; stop >= 0; stop -= 1) {
    await highwater.button('back').click();
    if (stop % 6 !== 0) continue;
    const [there, back] = [looks[stop / 6] ?? Buffer.alloc(0), await look()];
    if (there.equals(back)) continue;
    for (const [way, body] of Object.entries({ there, back })) await info.attach(`stop ${stop}, ${way}`, { body, contentType: 'image/png' });
    expect(there.equals(back), `stop ${stop}`).toBe(true);
  }
});

test('the menu lists every lesson and opens it', async ({ highwater }) => {
  await highwater.open();
  for (const { title, question } of lessons) {
    await highwater.banner.getByRole('button', { name: 'Lessons' }).click();
    await expect(highwater.dialog.getByRole('listitem')).toHaveCount(lessons.length);
    await highwater.dialog.getByRole('button', { name: title.en }).click();
    await expect(highwater.title).toHaveText(title.en);
    await expect(highwater.lesson.getByText(question.en.replaceAll('`', ''))).toBeVisible();
    await expect(highwater.dialog).toBeHidden();
  }
});
