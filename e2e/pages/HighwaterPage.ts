import type { Locator, Page, Request } from '@playwright/test';
import { expect } from '@playwright/test';
import { Stage } from './Stage.ts';
import type { Tongue } from './words.ts';
import { words } from './words.ts';

interface Opening {
  readonly lesson?: string;
  readonly era?: string;
  readonly lang?: Tongue;
  readonly theme?: 'light' | 'dark';
  readonly step?: number;
}

/** The page as a visitor finds it: everything by its role and its name. */
export class HighwaterPage {
  readonly page: Page;
  readonly stage: Stage;
  private tongue: Tongue = 'en';
  private readonly underWay = new Set<Request>();

  constructor(page: Page) {
    this.page = page;
    this.stage = new Stage(page);
    page.on('request', (request) => this.underWay.add(request));
    page.on('requestfinished', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.underWay.delete(request));
  }

  get words() {
    return words[this.tongue];
  }

  /** Opens the page by a link, to the first lesson if none is named, and waits for the picture. */
  async open({ lesson = 'write-path', era, lang = 'en', theme, step }: Opening = {}): Promise<void> {
    const link = Object.entries({ lesson, era, lang, theme, step }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
    this.tongue = lang;
    // In the open page a link is followed a moment later: till then the page before looks ready.
    if (this.page.url() !== 'about:blank') await this.leave();
    await this.page.goto(`./#${link.join('&')}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.stage.parts.first()).toBeVisible();
    await this.stage.settled();
  }

  /** What is still being fetched is let finish: cut off, it would look like a failure of the page. */
  async allFetched(): Promise<void> {
    await this.stage.settled();
    await expect.poll(() => this.underWay.size, 'what is being fetched').toBe(0);
  }

  async leave(): Promise<void> {
    await this.allFetched();
    await this.page.goto('about:blank');
  }

  async reload(): Promise<void> {
    await this.allFetched();
    await this.page.reload();
  }

  /** Escape closes a dialog at once and empties it a moment later; only then the page has its keys back. */
  async closeByEscape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.locator('dialog > *')).toHaveCount(0);
  }

  /** Where the browser stands; `page.url()` follows it at some distance. */
  address(): Promise<string> {
    return this.page.evaluate(() => location.href);
  }

  async speak(tongue: Tongue): Promise<void> {
    await this.page.getByRole('button', { name: tongue === 'en' ? 'EN' : '中文', exact: true }).click();
    this.tongue = tongue;
    await expect(this.playback).toBeVisible();
  }

  // ── landmarks ──

  get playback(): Locator {
    return this.page.getByRole('region', { name: this.words.playback, exact: true });
  }

  get lesson(): Locator {
    return this.page.getByRole('region', { name: this.words.lesson, exact: true });
  }

  get details(): Locator {
    return this.page.getByRole('complementary', { name: this.words.details });
  }

  get banner(): Locator {
    return this.page.getByRole('banner');
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  // ── playback ──

  button(name: 'step' | 'back' | 'toStart' | 'toEnd' | 'play' | 'pause' | 'message' | 'scene' | 'routine'): Locator {
    return this.playback.getByRole('button', { name: this.words[name], exact: true });
  }

  get scrubber(): Locator {
    return this.page.getByRole('slider', { name: this.words.timeline });
  }

  get clock(): Locator {
    return this.playback.getByText(/[\d,]+ ms$/).first();
  }

  get branches(): Locator {
    return this.page.getByRole('list', { name: this.words.branches });
  }

  get announced(): Locator {
    return this.page.getByRole('status').and(this.page.getByTestId('announcer'));
  }

  async isAble(button: Locator): Promise<boolean> {
    return (await button.getAttribute('aria-disabled')) !== 'true';
  }

  /** To the end of the present run, whatever its predictions ask. */
  async toEnd(): Promise<void> {
    await this.button('toEnd').click();
    await expect(this.lesson.getByRole('heading', { name: this.words.shown })).toBeVisible();
  }

  /** Where the slider stands, as it says itself. */
  async place(): Promise<string> {
    return (await this.scrubber.getAttribute('aria-valuetext')) ?? '';
  }

  // ── lesson ──

  /** The button to go on is named a moment after a step, and may be higher then: what stands below it has its place only now. */
  async nextNamed(): Promise<void> {
    await expect(this.lesson.getByRole('button', { name: this.words.step, exact: true })).toHaveCount(0);
  }

  get sceneTitle(): Locator {
    return this.lesson.getByRole('heading', { level: 2 });
  }

  get prediction(): Locator {
    return this.lesson.getByRole('heading', { name: this.words.predict, exact: true });
  }

  async whatIf(name: string): Promise<void> {
    await this.nextNamed();
    await this.lesson.getByRole('button', { name }).click();
  }

  /** What the lesson says it showed, each with its mark: ✓, ✗ or …. */
  async endings(): Promise<readonly string[]> {
    const list = this.lesson.getByRole('heading', { name: this.words.shown }).locator('xpath=following-sibling::ul');
    return (await list.getByRole('listitem').allTextContents()).map((line) => line.trim());
  }

  // ── details ──

  tab(name: 'inspect' | 'events' | 'promises'): Locator {
    return this.details.getByRole('tab', { name: this.words[name] });
  }

  async openTab(name: 'inspect' | 'events' | 'promises'): Promise<Locator> {
    await this.tab(name).click();
    const panel = this.details.getByRole('tabpanel', { name: this.words[name] });
    await expect(panel).toBeVisible();
    await this.stage.settled();
    return panel;
  }

  /** Everything that should be the same wherever one comes from: the picture, the clock, the scene and what is said. */
  fingerprint(): Promise<string> {
    return this.stage.fingerprint();
  }
}
