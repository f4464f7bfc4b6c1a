export { type Violation, violationsOf } from './axe.ts';
export { type Chromium, findChromium } from './find-chromium.ts';
export { launchBrowser } from './launch.ts';
export type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core';
export { readQrJpeg, readQrPng } from './read-qr.ts';
