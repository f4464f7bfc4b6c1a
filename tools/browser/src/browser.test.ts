import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packedChromium } from './find-chromium.ts';
import { type Browser, launchBrowser, violationsOf } from './index.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('shows a page and finds what is inaccessible in it', async () => {
  const page = await browser.newPage();
  const withBody = (body: string): string =>
    `<html lang="en"><head><title>t</title></head><body><main><h1>t</h1>${body}</main></body></html>`;
  await page.setContent(withBody('<input>'));
  expect((await violationsOf(page)).map(({ id }) => id)).toEqual(['label']);
  await page.setContent(withBody(''));
  expect(await violationsOf(page)).toEqual([]);
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'starts the Chromium of the npm package, for machines that have none',
  async () => {
    const { path, args } = await packedChromium();
    const packed = await chromium.launch({ executablePath: path, args: [...args] });
    const page = await packed.newPage();
    await page.setContent('<p>hello</p>');
    expect(await page.textContent('p')).toBe('hello');
    await packed.close();
  },
);
