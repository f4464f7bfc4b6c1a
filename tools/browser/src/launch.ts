import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

/** A headless Chromium with an empty profile. Close it when the tests are done. */
export async function launchBrowser(extra: { args?: readonly string[] } = {}): Promise<Browser> {
  const { path, args } = await findChromium();
  return chromium.launch({ executablePath: path, headless: true, args: [...args, ...(extra.args ?? [])] });
}
