import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The picture: its parts are buttons, named as a screen reader says them. */
export class Stage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get parts(): Locator {
    return this.main.locator('svg').getByRole('button');
  }

  /** A broker, replica, client or controller. */
  part(address: string): Locator {
    return this.main.locator(`[role=button][data-address="${address}"]`);
  }

  /** A message under way, by its spoken name. */
  message(name: string | RegExp): Locator {
    return this.main.getByRole('group', { name: /^(Messages under way|传输中的报文)$/ }).getByRole('button', { name });
  }

  /** Everything that was asked for has come and been drawn. */
  async settled(): Promise<void> {
    await expect(this.page.locator('[aria-busy=true]')).toHaveCount(0);
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** All words and all that shapes the picture, one line an element. */
  async fingerprint(): Promise<string> {
    await this.settled();
    return (await this.fingerprintsOnTheWay(null))[0] ?? '';
  }

  /**
   * Presses a key until its button rests; without a key, stays. The keys are pressed from inside the page, which is quicker.
   * @returns at each stop the picture, under the clock, the scene and what is said of the step.
   */
  async fingerprintsOnTheWay(press: { readonly key: string; readonly button: Locator } | null): Promise<readonly string[]> {
    const button = press === null ? null : await press.button.elementHandle();
    return this.main.evaluate(async (main, { key, until }) => {
      const kept = ['class', 'transform', 'd', 'x', 'y', 'width', 'height', 'r', 'cx', 'cy', 'opacity', 'visibility', 'viewBox', 'aria-label', 'data-address'];
      const words = (selector: string): string => [...document.querySelectorAll(selector)].map((element) => element.textContent).join(' | ');
      const line = (element: Element): string => {
        const attributes = kept.flatMap((name) => (element.hasAttribute(name) ? [`${name}=${element.getAttribute(name)}`] : []));
        return `${element.tagName} ${attributes.join(' ')} ${element.childElementCount === 0 ? (element.textContent ?? '') : ''}`.trim();
      };
      const look = (): string => [
        words('.clock-now'), words('.lesson h2'), words('[data-testid=announcer]').replace(/^\+[\d,]+ ms /, ''),
        ...[...main.querySelectorAll('.stage-host svg, .stage-host svg *')].map(line),
      ].join('\n');
      const seen = [look()];
      // Drawn, and not painted: nobody looks.
      document.documentElement.style.clipPath = 'inset(50%)';
      const mayGoOn = (): boolean => until !== null && until.getAttribute('aria-disabled') !== 'true';
      while (mayGoOn() && seen.length < 1_000) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true }));
        await new Promise((drawn) => requestAnimationFrame(drawn));
        seen.push(look());
      }
      document.documentElement.style.clipPath = '';
      return seen;
    }, { key: press?.key ?? '', until: button });
  }

  /**
   * Goes to the end, stop by stop, and measures each picture: words, and the messages' labels over them, that touch
   * others by more than `slackPx`, words cut off by the picture's edge, and labels that their words outgrow. The steps
   * are taken from inside the page, which is quicker.
   */
  async crowdingOnTheWay(slackPx = 2): Promise<readonly string[]> {
    await this.settled();
    return this.main.evaluate(async (main, slack) => {
      interface Placed { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly says: string; readonly of: Element }
      const found = new Set<string>();
      const isSeen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const around = (element: Element, says: string, spare: number): Placed => {
        const { left, right, top, bottom, height } = element.getBoundingClientRect();
        // The box of a line of text is higher than its letters.
        return { left, right, top: top + height * spare, bottom: bottom - height * spare, says, of: element.parentElement ?? element };
      };
      const placedIn = (svg: SVGSVGElement): readonly Placed[] => [
        ...[...svg.querySelectorAll('text')].filter((text) => (text.textContent ?? '').trim() !== '' && isSeen(text)).map((text) => around(text, text.textContent ?? '', 0.2)),
        ...[...svg.querySelectorAll('.message .chip')].filter(isSeen).map((chip) => around(chip, `the label ${chip.parentElement?.textContent}`, 0)),
      ];
      const measure = (svgs: readonly SVGSVGElement[]): void => {
        const frame = svgs[0]?.getBoundingClientRect() ?? new DOMRect();
        const boxes = svgs.flatMap(placedIn);
        boxes.forEach((a, index) => {
          if (a.left < frame.left - slack || a.right > frame.right + slack || a.top < frame.top - slack || a.bottom > frame.bottom + slack) found.add(`“${a.says}” is cut off`);
          for (const b of boxes.slice(index + 1)) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across <= slack || down <= slack) continue;
            const isOwnLabel = a.of === b.of && a.of.classList.contains('message');
            if (isOwnLabel && a.left >= b.left - slack && a.right <= b.right + slack) continue;
            found.add(isOwnLabel ? `“${a.says}” outgrows its label` : `“${a.says}” and “${b.says}” overlap by ${Math.round(across)}×${Math.round(down)} px`);
          }
        });
      };
      const step = document.querySelector('.transport button.main');
      // Drawn, and not painted: nobody looks.
      document.documentElement.style.clipPath = 'inset(50%)';
      for (let stop = 0; stop < 1_000; stop += 1) {
        measure([...main.querySelectorAll<SVGSVGElement>('.stage-host > svg')]);
        if (step?.getAttribute('aria-disabled') === 'true') break;
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true }));
        await new Promise((drawn) => setTimeout(drawn));
      }
      document.documentElement.style.clipPath = '';
      return [...found];
    }, slackPx);
  }
}
